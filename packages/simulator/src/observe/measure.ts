import type { Metrics } from '../result/metrics.ts'
import { gini } from '../statistics/gini.ts'
import { jain } from '../statistics/jain.ts'
import type { Span } from './occupancy.ts'
import { quantilesOf } from './quantiles-of.ts'
import type { Tally } from './tally.ts'

/** An agent, by place, as far as a measurement is concerned. */
export interface Measured {
  readonly slots: number
  /** Whether what is measured is theirs to do. Whoever had a chat of it all the same counts too. */
  readonly serves: boolean
}

/** Transfers per chat offered. */
export function transferRateOf(tallies: readonly Tally[]): number {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0)
  return sum(({ transfers }) => transfers) / sum(({ offered }) => offered)
}

/** The metrics of what the tallies counted, with the agents' time meanwhile. */
export function measure(tallies: readonly Tally[], spans: readonly Span[], staff: readonly Measured[]): Metrics {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0)
  const offered = sum(({ offered }) => offered)
  const attended = sum(({ attended }) => attended)
  const invitations = sum(({ invitations }) => invitations)
  const waits = sum(({ waits }) => waits.size)
  const unfinished = sum(({ unfinished }) => unfinished)
  // How long those would have waited who were left when the run ended, nobody knows; but they did wait.
  const over = offered - unfinished
  const [waitP50, waitP90, waitP95, waitP99] = quantilesOf(
    tallies.map(({ waits }) => waits),
    over - waits,
    [0.5, 0.9, 0.95, 0.99],
  ) as [number, number, number, number]
  const agents = staff.map(({ slots, serves }, agent) => {
    const online = spans.reduce((total, span) => total + (span.online[agent] as number), 0)
    return {
      busy: spans.reduce((total, span) => total + (span.busy[agent] as number), 0),
      serves,
      slotSeconds: online * slots,
      chats: tallies.reduce((total, { byAgent }) => total + (byAgent[agent] as number), 0),
    }
  })
  const present = agents.filter(({ chats, serves, slotSeconds }) => slotSeconds > 0 && (serves || chats > 0))
  return {
    waitMean: sum(({ wait }) => wait) / over,
    waitMeanAttended: sum(({ waitAttended }) => waitAttended) / attended,
    waitP50,
    waitP90,
    waitP95,
    waitP99,
    waited: (waits + unfinished) / offered,
    serviceLevel: sum(({ inTime }) => inTime) / offered,
    abandonRate: sum(({ abandoned }) => abandoned) / offered,
    lostRate: sum(({ lost }) => lost) / offered,
    invitationsPerChat: invitations / offered,
    rejectRate: sum(({ refusals }) => refusals) / invitations,
    expireRate: sum(({ expiries }) => expiries) / invitations,
    handleMean: sum(({ handle }) => handle) / attended,
    occupancy:
      present.reduce((total, { busy }) => total + busy, 0) /
      present.reduce((total, { slotSeconds }) => total + slotSeconds, 0),
    occupancyGini: gini(present.map(({ busy, slotSeconds }) => busy / slotSeconds)),
    chatShareJain: jain(present.map(({ chats, slotSeconds }) => chats / slotSeconds)),
    sojournMean: sum(({ sojourn }) => sojourn) / over,
  }
}
