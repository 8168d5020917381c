import type { AgentRecord } from '../sightings/agent-record.ts'
import type { Sightings } from '../sightings/sightings.ts'
import { Delays } from './delays.ts'

/** What the recording tells of times to answer, all of them at most the timeout. */
export function delaysOf({ chats, invitations }: Sightings, timeout: number): Delays {
  const delays = new Delays()
  const add = (agent: AgentRecord, lo: number, hi: number): void => {
    const bounded = Math.min(hi, timeout)
    if (!(lo > bounded)) delays.add(agent, lo, bounded)
  }
  for (const { stint, waitingAt, lastAskedAt } of chats.values()) {
    // Chats that were handed on are asked for once more after their first agent had them.
    if (stint === undefined || !(stint.beganHi >= lastAskedAt) || Number.isNaN(waitingAt)) continue
    add(stint.agent, Math.max(0, stint.beganLo - lastAskedAt), stint.beganHi - lastAskedAt)
  }
  for (const { agent, lo, hi } of invitations.refusals) add(agent, lo, hi)
  return delays
}
