import {
  metricNames,
  Stream,
  type Comparison,
  type Difference,
  type Estimate,
  type Profile,
} from '@pointsman/simulator'
import { plausibleFidelity } from './plausible-fidelity.ts'

/** What a made-up comparison is like. */
export interface Shape {
  readonly seed: number
  readonly names: readonly string[]
  readonly queues: readonly string[]
  readonly agents: number
  /** How often a figure is missing, 0 to 1. */
  readonly missing?: number
  readonly verdict?: 'best' | 'baseline' | 'none' | 'withheld'
  readonly profiles?: boolean
  readonly bound?: boolean
  /** All strategies alike, as where one is compared with itself. */
  readonly alike?: boolean
  readonly agentName?: string
  readonly text?: string
  /** The fidelity of a recorded day; left out: no recording. */
  readonly fidelity?: number
  /** Share of chats lost. */
  readonly lost?: number
}

const typical: Readonly<Record<string, number>> = {
  waitMean: 42,
  waitMeanAttended: 40,
  waitP50: 12,
  waitP90: 120,
  waitP95: 190,
  waitP99: 420,
  waited: 0.6,
  serviceLevel: 0.78,
  abandonRate: 0.06,
  lostRate: 0,
  invitationsPerChat: 1.21,
  rejectRate: 0.08,
  expireRate: 0.05,
  handleMean: 400,
  occupancy: 0.74,
  occupancyGini: 0.11,
  chatShareJain: 0.93,
  sojournMean: 470,
}

/** A comparison that could be one, of this shape; the same for the same seed. */
export function plausible(shape: Shape): Comparison {
  const { names, queues, missing = 0, alike = false, text = '' } = shape
  const chance = new Stream(shape.seed, 'a made-up comparison')
  const draw = (low: number, high: number): number => low + (high - low) * chance.next()
  const absent = (): boolean => chance.next() < missing
  const estimate = (around: number): Estimate => {
    if (absent()) return { mean: null, ci95: null }
    const half = around * draw(0.004, 0.06)
    return { mean: around, ci95: absent() ? null : [around - half, around + half] }
  }
  const drift = names.map(() => (alike ? 1 : draw(0.75, 1.25)))
  const bend = (place: number, name: string): number => {
    const base = name === 'lostRate' ? (shape.lost ?? 0) : (typical[name] ?? 1)
    const moved = base * (drift[place] ?? 1)
    return base <= 1 && name !== 'invitationsPerChat' ? Math.min(1, moved) : moved
  }
  const means = (place: number): Readonly<Record<string, Estimate>> =>
    Object.fromEntries(metricNames.map((name) => [name, estimate(bend(place, name))]))
  const results = names.map((strategy, place) => ({
    pointsman: 'result/1' as const,
    loop: 'closed' as const,
    scenario: 'a made-up day',
    strategy,
    seed: shape.seed,
    replications: 20,
    chats: { offered: 20_000, attended: 18_700, abandoned: 1300, lost: 0, unfinished: 0 },
    metrics: means(place),
    byQueue: Object.fromEntries(queues.map((queue) => [queue, means(place)])),
    agents: Array.from({ length: shape.agents }, (_, agent) => ({
      id: `${shape.agentName ?? 'agent'}-${agent + 1}`,
      chats: Math.round(draw(40, 400)),
      occupancy: absent() ? null : draw(0.4, 0.95),
      online: 86_400,
    })),
  }))
  const baseline = names[0] ?? ''
  const difference = (place: number, name: string): Difference => {
    if (alike) return { difference: 0, ci95: [0, 0], relative: { difference: 0, ci95: [0, 0] }, p: 1, pHolm: 1 }
    if (absent()) return { difference: null, ci95: null, relative: null, p: null, pHolm: null }
    const base = bend(0, name)
    const moved = bend(place, name) - base
    const half = base * draw(0.01, 0.08)
    const p = half === 0 ? 1 : Math.min(1, Math.exp(-3 * Math.abs(moved / half)))
    const relative =
      base === 0 || absent() ? null : { difference: moved / base, ci95: over([moved - half, moved + half], base) }
    return {
      difference: moved,
      ci95: [moved - half, moved + half],
      relative,
      p,
      pHolm: decisive.has(name) ? Math.min(1, p * 8) : null,
    }
  }
  const best = shape.verdict === 'baseline' ? baseline : shape.verdict === 'none' ? null : (names.at(-1) ?? null)
  return {
    pointsman: 'comparison/1',
    loop: 'closed',
    scenario: `a made-up day${text}`,
    seed: shape.seed,
    replications: 20,
    stopped: 'precision',
    baseline,
    results,
    ...(shape.fidelity === undefined
      ? {}
      : { fidelity: plausibleFidelity(baseline, shape.fidelity >= 0.8, shape.fidelity) }),
    versus: Object.fromEntries(
      names
        .slice(1)
        .map((name, place) => [name, Object.fromEntries(metricNames.map((one) => [one, difference(place + 1, one)]))]),
    ),
    verdict:
      shape.verdict === 'withheld'
        ? { withheld: `the line of waiting chats grows for as long as the run lasts${text}` }
        : {
            best,
            text: `${best ?? 'nobody'} beats ${baseline} on waits by 8 % to 12 %; it costs nothing on fairness${text}`,
          },
    pareto: {
      metrics: [
        { name: 'waitMean', wants: 'less' },
        { name: 'occupancyGini', wants: 'less' },
        { name: 'rejectRate', wants: 'less' },
      ],
      front: names.slice(0, 2),
      dominatedBy: Object.fromEntries(names.slice(2).map((name) => [name, names.slice(0, 1)])),
    },
    ...(shape.bound === false
      ? {}
      : {
          bound: {
            kind: 'fully pooled',
            metric: 'waitMean' as const,
            estimate: estimate(30),
            text: `As if everybody served every queue at the best speed${text}. No rule that must say who gets a chat when it comes could do better.`,
            above: Object.fromEntries(names.map((name, place) => [name, estimate(bend(place, 'waitMean') - 30)])),
          },
        }),
    ...(shape.profiles === false
      ? {}
      : { profiles: Object.fromEntries(names.map((name, place) => [name, profile(drift[place] ?? 1, draw)])) }),
    assumptions: [`Agents answer as they did before${text}.`, 'Customers do not come back.', 'Nobody is ill.'],
    reproduce: `pointsman compare scenario.json --strategies ${names.map((name) => JSON.stringify(name)).join(',')} --seed ${shape.seed}${text}`,
  }
}

const decisive = new Set([
  'waitMean',
  'waitP95',
  'serviceLevel',
  'abandonRate',
  'lostRate',
  'rejectRate',
  'occupancyGini',
])

function over([low, high]: readonly [number, number], base: number): readonly [number, number] {
  return [low / base, high / base]
}

function profile(drift: number, draw: (low: number, high: number) => number): Profile {
  const edges = [0, ...Array.from({ length: 56 }, (_, place) => 10 ** (-1 + place / 11))]
  const within = (edge: number): number => 1 - 0.55 * Math.exp(-edge / (50 * drift))
  const shares = edges.map((edge, place) => within(edge) - (place === 0 ? 0 : within(edges[place - 1] ?? 0)))
  return {
    waits: { edges, counts: [...shares.map((share) => Math.round(share * 400_000)), 3] },
    overTime: {
      period: 86_400,
      slices: Array.from({ length: 48 }, (_, place) => {
        const offered = Math.round(2000 + 9000 * Math.sin((place / 48) * Math.PI) ** 2)
        const level = Math.min(1, 1 - 0.28 * drift * Math.sin((place / 48) * Math.PI) ** 2 + draw(-0.01, 0.01))
        return { offered, withinServiceLevel: Math.round(offered * level), abandoned: 90, waited: offered * 40 }
      }),
    },
  }
}
