import type { Assumption } from './assumption.ts'
import { access } from './claims/access.ts'
import { asking } from './claims/asking.ts'
import { chats } from './claims/chats.ts'
import { payloads } from './claims/payloads.ts'
import { people } from './claims/people.ts'

/** All that we go by and no readable document says, in the order of their ids. */
export const assumptions: readonly Assumption[] = [...access, ...asking, ...chats, ...payloads, ...people].sort(
  (a, b) => number(a) - number(b),
)

function number({ id }: Assumption): number {
  return Number(id.slice(2))
}
