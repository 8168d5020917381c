import { canTake } from './can-take.ts'
import { hasTransfers } from './has-transfers.ts'
import { languagesIn } from './languages-in.ts'
import { error, type Problem } from './problem.ts'
import type { Scenario } from './scenario.ts'

/** What is wrong with where chats go on to. */
export function* transferProblems(scenario: Scenario): Iterable<Problem> {
  if (!hasTransfers(scenario)) return
  const { queues } = scenario
  const ids = new Set(queues.map(({ id }) => id))
  let sound = true
  for (const [place, { id, transfers = [] }] of queues.entries()) {
    const path = `$.queues[${place}].transfers`
    const seen = new Set([id])
    for (const [way, { to }] of transfers.entries()) {
      sound &&= ids.has(to)
      if (!ids.has(to)) yield error(`${path}[${way}].to`, 'the id of a queue', to)
      else if (seen.has(to)) yield error(`${path}[${way}].to`, 'another queue, each once', to)
      seen.add(to)
    }
    const sum = sumOf(transfers)
    if (sum > 1 + 1e-9) yield error(path, 'shares that sum to at most 1', Number(sum.toFixed(9)))
  }
  if (!sound) return
  yield* endlessProblems(scenario)
  yield* languageProblems(scenario)
}

/** From every queue a chat must come to an end by the shares alone. */
function* endlessProblems({ queues }: Scenario): Iterable<Problem> {
  const ends = new Set(queues.flatMap(({ id, transfers = [] }) => (sumOf(transfers) < 1 - 1e-9 ? [id] : [])))
  for (let before = -1; ends.size > before;) {
    before = ends.size
    for (const { id, transfers = [] } of queues) if (transfers.some(({ to }) => ends.has(to))) ends.add(id)
  }
  for (const [place, { id, transfers = [] }] of queues.entries()) {
    if (ends.has(id)) continue
    yield error(`$.queues[${place}].transfers`, 'shares that sum to less than 1 somewhere on the way', sumOf(transfers))
  }
}

/** Those who serve a queue must speak what the chats speak that come to it from elsewhere. */
function* languageProblems({ agents, platform = {}, queues }: Scenario): Iterable<Problem> {
  const all = languagesIn({ queues })
  const own = languagesIn({ queues: queues.map((queue) => ({ ...queue, transfers: [] })) })
  for (const [place, { id, transfers = [] }] of queues.entries()) {
    for (const [way, { to }] of transfers.entries()) {
      for (const language of all.get(id) ?? []) {
        if (language === '' || own.get(to)?.has(language) === true) continue
        if (agents.some((agent) => canTake(agent, to, language))) continue
        const { patience } = queues.find((queue) => queue.id === to) as Scenario['queues'][number]
        const leaves = platform.mode === 'search' || (patience !== undefined && patience.kind !== 'never')
        yield {
          level: leaves ? 'warning' : 'error',
          path: `$.queues[${place}].transfers[${way}].to`,
          text: `expected a queue of which an agent speaks ${JSON.stringify(language)}; nobody would ever take these chats`,
        }
      }
    }
  }
}

function sumOf(transfers: readonly { readonly share: number }[]): number {
  return transfers.reduce((sum, { share }) => sum + share, 0)
}
