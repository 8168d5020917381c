import type { Scenario } from './scenario.ts'

/** Whether chats may go on from one queue to another. */
export function hasTransfers({ queues }: Pick<Scenario, 'queues'>): boolean {
  return queues.some(({ transfers = [] }) => transfers.length > 0)
}
