import type { QueueId } from '@pointsman/core'
import type { Distribution } from '../../scenario/distribution.ts'
import { fitDistribution, fitFamily, type Fit } from '../estimate/fit-distribution.ts'
import { logLikelihood } from '../estimate/log-likelihood.ts'
import { maximise } from '../estimate/maximise.ts'
import { shrink, type Uncertain } from '../estimate/shrink.ts'
import type { AgentRecord } from '../sightings/agent-record.ts'
import { asRecorded } from './as-recorded.ts'
import { evenPace, workAt, type Pace } from './pace.ts'
import { grouped } from './grouped.ts'
import { sampled } from './sampled.ts'
import { slowDown, type SlowDown } from './slow-down.ts'
import type { Work } from './work.ts'

/** How long chats take. */
export interface HandleTimes {
  readonly queues: ReadonlyMap<QueueId, QueueHandleTime>
  readonly pace: Pace
  /** ln of each agent's speed, with its error; and how many stints tell. */
  readonly agents: ReadonlyMap<AgentRecord, Uncertain & { readonly n: number }>
  readonly slowDown: SlowDown
}

/** How long the chats of a queue take: work, for an agent of speed 1 who holds no other. */
export interface QueueHandleTime {
  readonly fit: Fit
  /** The fit's, or what was recorded where no family fits. */
  readonly distribution: Distribution
  readonly mean: number
  readonly ci95: readonly [number, number]
  readonly n: number
}

/** More stints would tell little more. */
export const mostFitted = 15_000
const mostRounds = 12
/** The rounds end when no speed changes by more. */
const settled = 2e-3
/** Fewer stints of an agent tell nothing of their own speed. */
const leastStints = 5

/**
 * Fits the queues' handle times, the agents' speeds and the slow-down in turn, each given the others, until they hardly
 * change: every step climbs the same likelihood, but for the shrinkage of the speeds.
 */
export function handleTimes(works: readonly Work[]): HandleTimes {
  const some = sampled(works, mostFitted)
  const byQueue = grouped(some, ({ queue }) => queue)
  const byAgent = grouped(some, ({ agent }) => agent)
  let pace: Pace = evenPace
  let fits = new Map<QueueId, Fit>()
  let agents = new Map<AgentRecord, Uncertain & { readonly n: number }>()
  let slow: SlowDown = { levels: [1], intervals: [], counts: [], gain: 0, meanError: 0 }
  for (let round = 0; round < mostRounds; round++) {
    fits = fitQueues(byQueue, pace, round < 2 ? undefined : fits)
    if (fits.size === 0) break
    agents = fitAgents(byAgent, fits, pace)
    const speeds = new Map([...agents].map(([agent, { value }]) => [agent, Math.exp(value)]))
    slow = slowDown(some, speeds, fits, slow.levels)
    const before = pace
    pace = { speeds, levels: slow.levels }
    if (round > 1 && change(before, pace) < settled) break
  }
  if (fits.size > 0) fits = fitQueues(byQueue, pace, undefined)
  const queues = new Map(
    [...fits].map(([queue, fit]) => {
      const own = byQueue.get(queue) ?? []
      const known = own.map((work) => workAt(work, pace))
      const recorded = asRecorded(known, fit)
      const { mean } = recorded ?? fit
      const ci95 = widened(mean, (recorded ?? fit).ci95, slow.meanError)
      return [queue, { fit, distribution: recorded?.distribution ?? fit.distribution, mean, ci95, n: own.length }]
    }),
  )
  return { queues, pace, agents, slowDown: slow }
}

/** An interval of a mean where the speeds that it goes with are not known surely either. */
function widened(mean: number, [low, high]: readonly [number, number], error: number): readonly [number, number] {
  const half = (bound: number): number => Math.hypot(Math.log(bound / mean), 1.96 * error)
  return [mean * Math.exp(-half(low)), mean * Math.exp(half(high))]
}

/** The largest change of a speed, on a logarithmic scale. */
function change(before: Pace, after: Pace): number {
  let most = before.levels.length === after.levels.length ? 0 : 1
  after.levels.forEach((speed, i) => (most = Math.max(most, Math.abs(Math.log(speed / (before.levels[i] ?? 1))))))
  for (const [agent, speed] of after.speeds) {
    most = Math.max(most, Math.abs(Math.log(speed / (before.speeds.get(agent) ?? 1))))
  }
  return most
}

function fitQueues(
  byQueue: ReadonlyMap<QueueId, readonly Work[]>,
  pace: Pace,
  before: ReadonlyMap<QueueId, Fit> | undefined,
): Map<QueueId, Fit> {
  const fits = new Map<QueueId, Fit>()
  for (const [queue, works] of byQueue) {
    const known = works.map((work) => workAt(work, pace))
    const last = before?.get(queue)
    const fit = last === undefined ? fitDistribution(known) : fitFamily(known, last.family, last.parameters)
    if (fit !== undefined) fits.set(queue, fit)
  }
  return fits
}

/** Each agent's speed against all others', on a logarithmic scale, drawn towards theirs; their common mean is the queues'. */
function fitAgents(
  byAgent: ReadonlyMap<AgentRecord, readonly Work[]>,
  fits: ReadonlyMap<QueueId, Fit>,
  pace: Pace,
): Map<AgentRecord, Uncertain & { readonly n: number }> {
  const even = { ...pace, speeds: new Map<AgentRecord, number>() }
  const members = new Map([...fits].map(([queue, { family, parameters }]) => [queue, family.member(parameters)]))
  const entries = [...byAgent]
  const estimates = entries.map(([agent, works]): Uncertain => {
    if (works.length < leastStints) return { value: NaN, error: NaN }
    const own = [...grouped(works, ({ queue }) => queue)].flatMap(([queue, of]) => {
      const member = members.get(queue)
      return member === undefined ? [] : [{ member, known: of.map((work) => workAt(work, even)) }]
    })
    const value = ([log = 0]: readonly number[]): number =>
      Math.abs(log) > 5
        ? -Infinity
        : own.reduce((sum, { member, known }) => sum + logLikelihood(member, known, Math.exp(log)), 0)
    const found = maximise(value, [Math.log(pace.speeds.get(agent) ?? 1)])
    return { value: found.at[0] as number, error: Math.sqrt(found.covariance[0]?.[0] ?? NaN) }
  })
  const { centre, values } = shrink(estimates)
  return new Map(
    entries.map(([agent, works], i) => {
      const { value, error } = values[i] as Uncertain
      return [agent, { value: value - centre, error, n: works.length }]
    }),
  )
}
