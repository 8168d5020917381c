import type { World } from '@pointsman/world'
import type { Tally } from '../observe/tally.ts'
import type { Counts, Measures, Outcome } from '../result/outcome.ts'
import type { Metrics } from '../result/metrics.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Replication } from './replication.ts'

/** What a replication that is over came to, or whatever else played a scenario. */
export function outcomeOf(
  replication: Pick<Replication, 'statistics'> & { readonly world: Pick<World, 'agents'> },
  { queues }: Scenario,
  batches: number,
): Outcome {
  const { statistics, world } = replication
  const byQueue = (of: (queue: number) => Metrics): Readonly<Record<string, Metrics>> =>
    Object.fromEntries(queues.map(({ id }, queue) => [id, of(queue)]))
  const whole = batches < 2 ? [] : statistics.metricsByBatch()
  const parts = batches < 2 ? [] : queues.map((_, queue) => statistics.metricsByBatch(queue))
  const { spans } = statistics
  const tallies = statistics.tallies()
  return {
    counts: counts(tallies),
    metrics: statistics.metrics(),
    byQueue: byQueue((queue) => statistics.metrics(queue)),
    agents: world.agents.map(({ id, index, slots }) => {
      const online = spans.reduce((sum, span) => sum + (span.online[index] as number), 0)
      const busy = spans.reduce((sum, span) => sum + (span.busy[index] as number), 0)
      const chats = tallies.reduce((sum, { byAgent }) => sum + (byAgent[index] as number), 0)
      return { id, chats, occupancy: busy / (online * slots), online }
    }),
    batches: whole.map((metrics, batch): Measures => ({
      metrics,
      byQueue: byQueue((queue) => parts[queue]?.[batch] as Metrics),
    })),
  }
}

function counts(tallies: readonly Tally[]): Counts {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0)
  return {
    offered: sum(({ offered }) => offered),
    attended: sum(({ attended }) => attended),
    abandoned: sum(({ abandoned }) => abandoned),
    lost: sum(({ lost }) => lost),
    unfinished: sum(({ unfinished }) => unfinished),
  }
}
