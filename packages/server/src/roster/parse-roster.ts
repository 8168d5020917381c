import { describeValue, parseJson, PayloadError } from '@pointsman/wire'
import { rosterSchema, type RosterAgent } from './roster-agent.ts'

/** Reads a roster. Throws a `PayloadError` for the first thing that is wrong. */
export function parseRoster(text: string): readonly RosterAgent[] {
  const value = parseJson(text)
  const parsed = rosterSchema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data.agents
  const issue = parsed.error.issues[0]
  const path = (issue?.path ?? []).reduce<string>(
    (at, key) => (typeof key === 'number' ? `${at}[${key}]` : at === '' ? String(key) : `${at}.${String(key)}`),
    '',
  )
  throw new PayloadError(path, expected(issue), describeValue(issue?.input))
}

function expected(issue: { readonly code?: string | undefined; readonly message: string } | undefined): string {
  const text = issue?.message ?? 'a roster'
  return text.replace(/^Invalid (input|option): expected /, '').replace(/, received .*$/, '')
}
