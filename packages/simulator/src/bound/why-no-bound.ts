import type { Scenario } from '../scenario/scenario.ts'
import { hasTransfers } from '../scenario/has-transfers.ts'
import { mostHazard } from './most-hazard.ts'

/** Undefined where the pooled bound on waiting holds in such a scenario; else why it does not, in a sentence. */
export function whyNoBound({ agents, platform = {}, queues }: Scenario): string | undefined {
  if (platform.mode === 'search' || platform.waitingRoom !== undefined) {
    return 'No bound on waiting is given: where chats can be lost, losing them shortens the waits.'
  }
  if (queues.some(({ arrivals }) => arrivals.kind === 'trace' && arrivals.chats !== undefined)) {
    return 'No bound on waiting is given: of recorded chats it is known how long some customers waited at least, so that their patience has a memory.'
  }
  if (agents.some(({ presence }) => presence !== undefined)) {
    return 'No bound on waiting is given: agents come and go as they were recorded.'
  }
  if (hasTransfers({ queues })) {
    return 'No bound on waiting is given: chats that go on to another queue wait anew.'
  }
  const certain = queues.find(({ patience = { kind: 'never' } }) => mostHazard(patience) === Infinity)
  if (certain !== undefined) {
    return (
      `No bound on waiting is given: patience in queue ${certain.id} is not memoryless enough ` +
      `(its hazard rate has no maximum), so that it may pay to let customers leave.`
    )
  }
  return undefined
}
