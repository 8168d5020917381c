import type { AgentId } from '@pointsman/core'

/** What few chats have: kept apart, so that the record of a chat that has none of it is small. */
export class ChatParticulars {
  customer = ''
  source = ''
  needs: ReadonlyMap<string, number> = noNeeds
  /** Patience ended while an invitation was out that patience does not touch. */
  patienceEnded = false
  /** The agents who handed it on; and of invitations and askings, how many there were until the last of them did. */
  servedBefore: Set<AgentId> = nobody
  attemptsBefore = 0
  askedBefore = 0
}

const nobody: Set<AgentId> = new Set()
const noNeeds: ReadonlyMap<string, number> = new Map()
