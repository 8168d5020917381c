import type { Distribution } from '../../scenario/distribution.ts'
import type { Censored } from '../estimate/censored.ts'
import type { Member } from '../estimate/family.ts'
import { fitDistribution, type Fit } from '../estimate/fit-distribution.ts'
import { logLikelihood } from '../estimate/log-likelihood.ts'
import { maximise } from '../estimate/maximise.ts'
import { shrink, type Uncertain } from '../estimate/shrink.ts'
import type { AgentRecord } from '../sightings/agent-record.ts'
import type { Sightings } from '../sightings/sightings.ts'
import type { Delays } from './delays.ts'
import { delaysOf } from './delays-of.ts'
import { grouped } from './grouped.ts'
import { sampled } from './sampled.ts'
import type { Withdrawal } from './withdrawal.ts'

/** How long agents take to answer an invitation. */
export interface AnswerTimes {
  /** Seconds until an invitation runs out, as far as is known. */
  readonly timeout: number
  /** Answers that this rests on. */
  readonly n: number
  /** Of an agent; undefined: at once, or nothing is known. */
  after(agent: AgentRecord): Distribution | undefined
  /** The mean over agents, with its interval. */
  readonly mean: number
  readonly ci95: readonly [number, number]
  /** The chance that the agent's answer comes before the invitation runs out. */
  inTime(agent: AgentRecord): number
  /** The share of all that are not answered after so many seconds, of those answered in time. */
  unanswered(seconds: number): number
  /** The expected time to answer, given that it lies between these. */
  expected(agent: AgentRecord, lo: number, hi: number): number
}

/** Sooner than a person can. */
const atOnce = 0.05
/** On a logarithmic scale: who takes so much less time than the others answers at once. */
const promptFactor = -2.5
const rounds = 4
/** What ends so near the timeout ran out. */
const clock = 0.01
/** Of all for the family, and of each agent for their factor. */
const mostFitted = 2500
const mostOfAgent = 250

/**
 * Time to answer: one family for all agents, likeliest for delays that lie between bounds and would not have been seen beyond
 * the timeout, and for each agent a factor, drawn towards the others'. `withdrawn`: invitations whose customer left; without
 * them answers seem to come sooner than they do.
 */
export function answerTimes(
  sightings: Sightings,
  timeout: number,
  withdrawn: readonly Withdrawal[],
): AnswerTimes | undefined {
  const delays = delaysOf(sightings, timeout)
  const cut = withdrawn.filter(({ answer, seconds }) => answer === undefined && seconds < timeout - clock)
  const answered = answeredShare(sightings)
  const knownOf = (row: number): Censored => ({ lo: delays.lo(row), hi: delays.hi(row), until: timeout })
  const prompt = promptAgents(delays)
  let slow: readonly number[] = []
  let fit: Fit | undefined
  let factors: ReadonlyMap<AgentRecord, number> = new Map()
  for (let round = 0; round < rounds; round++) {
    slow = slowOf(delays, prompt)
    const some = sampled(slow, mostFitted)
    const before = fit
    const open = (seconds: number): number =>
      before === undefined ? 1 - seconds / timeout : openAt(before, seconds, timeout)
    fit = fitDistribution([
      ...some.map((row) => scaledBy(knownOf(row), Math.exp(-(factors.get(delays.agent(row)) ?? 0)))),
      ...sampled(cut, mostFitted).map(({ seconds, weight }): Censored => {
        // Longer ones are the likelier to be so cut off. It may as well never have been answered.
        const come = answered * open(seconds)
        const counts = weight * (come / (come + 1 - answered)) * (some.length / slow.length)
        return { lo: seconds, hi: timeout, until: timeout, weight: counts }
      }),
    ])
    if (fit === undefined) return undefined
    factors = factorsOf(slow, delays, knownOf, fit)
    for (const [agent, factor] of factors) if (factor < promptFactor) prompt.add(agent)
  }
  if (fit === undefined) return undefined
  const { family, parameters, mean, ci95 } = fit
  const scaled = (agent: AgentRecord): readonly number[] => [
    (parameters[0] as number) + (factors.get(agent) ?? 0),
    ...parameters.slice(1),
  ]
  const pooled = family.member(parameters)
  const slowShare = delays.length === 0 ? 1 : slowOf(delays, prompt).length / delays.length
  const beyond = pooled.survival(timeout)
  const unanswered = (seconds: number): number => {
    if (seconds <= 0) return 1
    return seconds >= timeout ? 0 : (slowShare * (pooled.survival(seconds) - beyond)) / Math.max(1e-9, 1 - beyond)
  }
  return {
    timeout,
    n: slow.length,
    mean,
    ci95,
    after: (agent) => (prompt.has(agent) ? undefined : family.distribution(scaled(agent))),
    unanswered: (seconds) => unanswered(seconds),
    inTime: (agent) => (prompt.has(agent) ? 1 : 1 - family.member(scaled(agent)).survival(timeout)),
    expected: (agent, lo, hi) => (prompt.has(agent) ? lo : expectedWithin(family.member(scaled(agent)), lo, hi)),
  }
}

/** Of those answered in time, the share not answered yet after so many seconds. */
function openAt({ family, parameters }: Fit, seconds: number, timeout: number): number {
  const { survival } = family.member(parameters)
  const beyond = survival(timeout)
  return Math.max(0, survival(seconds) - beyond) / Math.max(1e-9, 1 - beyond)
}

/** Of all invitations. */
function answeredShare({ agents }: Sightings): number {
  let [answered, all] = [0, 0]
  for (const { accepted, expired, refused } of agents.values()) {
    answered += accepted + refused
    all += accepted + refused + expired
  }
  return all === 0 ? 1 : answered / all
}

/** Those all of whose answers may have come at once, and enough are known to have. */
function promptAgents(delays: Delays): Set<AgentRecord> {
  const counts = new Map<AgentRecord, { prompt: number; slow: number }>()
  for (let row = 0; row < delays.length; row++) {
    const agent = delays.agent(row)
    const count = counts.get(agent) ?? { prompt: 0, slow: 0 }
    counts.set(agent, count)
    if (delays.hi(row) <= atOnce) count.prompt += 1
    else if (delays.lo(row) > atOnce) count.slow += 1
  }
  return new Set([...counts].flatMap(([agent, { prompt, slow }]) => (prompt > 2 && slow < prompt / 20 ? [agent] : [])))
}

/** The rows of the delays of those who do not answer at once. */
function slowOf(delays: Delays, prompt: ReadonlySet<AgentRecord>): readonly number[] {
  const slow: number[] = []
  for (let row = 0; row < delays.length; row++) if (!prompt.has(delays.agent(row))) slow.push(row)
  return slow
}

function scaledBy({ lo, hi, until = Infinity }: Censored, factor: number): Censored {
  return { lo: lo * factor, hi: hi * factor, until: until * factor }
}

/** By how much, on a logarithmic scale, each agent takes longer than all together. */
function factorsOf(
  rows: readonly number[],
  delays: Delays,
  knownOf: (row: number) => Censored,
  { family, parameters }: Fit,
): ReadonlyMap<AgentRecord, number> {
  const byAgent = grouped(rows, (row) => delays.agent(row))
  const agents = [...byAgent.keys()]
  const member = family.member(parameters)
  const estimates = agents.map((agent): Uncertain => {
    const known = sampled(byAgent.get(agent) as number[], mostOfAgent).map(knownOf)
    if (known.length < 3) return { value: NaN, error: NaN }
    // All that is known may be that the answers come soon: then nothing bounds the factor below.
    if (
      known.every(({ lo }) => lo === 0) &&
      logLikelihood(member, known, Math.exp(4)) >= logLikelihood(member, known)
    ) {
      return { value: 2 * promptFactor, error: 0.01 }
    }
    // A delay times e^−b is one of all together.
    const found = maximise(([b = 0]) => (Math.abs(b) > 8 ? -Infinity : logLikelihood(member, known, Math.exp(-b))), [0])
    return { value: found.at[0] as number, error: Math.sqrt(found.covariance[0]?.[0] ?? NaN) }
  })
  const { values } = shrink(estimates)
  // The family is of all, also of those cut short, of whom it is not known whose they were: factors are among agents only.
  const { centre } = shrink(estimates.filter(({ value }) => !(value < promptFactor)))
  return new Map(agents.map((agent, i) => [agent, (values[i] as Uncertain).value - centre]))
}

/** The mean between bounds: ∫ S over them, by Simpson's rule on the curve above what lies beyond. */
function expectedWithin({ survival }: Member, lo: number, hi: number): number {
  if (!(hi > lo)) return lo
  const parts = 16
  const above = survival(hi)
  const whole = survival(lo) - above
  if (!(whole > 1e-9)) return (lo + hi) / 2
  const step = (hi - lo) / parts
  let sum = 0
  for (let i = 0; i <= parts; i++) {
    const weight = i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * (survival(lo + i * step) - above)
  }
  return lo + (sum * step) / 3 / whole
}
