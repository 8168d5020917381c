import type { Scenario } from './scenario.ts'

/** The languages, in lower case, of the chats that come to each queue, from other queues too; '' for those without one. */
export function languagesIn({ queues }: Pick<Scenario, 'queues'>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { arrivals, id, languages = {} } of queues) {
    const recorded = arrivals.kind === 'trace' ? arrivals.chats?.language : undefined
    const shares = Object.entries(languages).flatMap(([language, share]) => (share > 0 ? [language] : []))
    const own = recorded ?? (shares.length === 0 ? [''] : shares)
    found.set(id, new Set(own.map((language) => language.toLowerCase())))
  }
  for (let before = -1, now = size(found); now > before; before = now, now = size(found)) {
    for (const { id, transfers = [] } of queues) {
      for (const { to } of transfers) for (const language of found.get(id) ?? []) found.get(to)?.add(language)
    }
  }
  return found
}

function size(found: ReadonlyMap<string, ReadonlySet<string>>): number {
  return [...found.values()].reduce((sum, languages) => sum + languages.size, 0)
}
