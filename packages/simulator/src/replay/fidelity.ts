import { interval } from '../statistics/interval.ts'
import type { Outcome } from '../result/outcome.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { hoursOf, type Hour } from './hours-of.ts'
import type { RecordedDay } from './recorded-day.ts'

/** Something that was recorded, and what the replay of the same strategy makes of it. */
export interface Likeness {
  readonly recorded: number
  readonly simulated: number
  /** Where one such day's figure lies in 95 of 100 replications; null with fewer than two. */
  readonly ci95: readonly [number, number] | null
}

/** A figure of the back-test. */
export interface FidelityFigure {
  readonly name: 'waitMean' | 'waitByHour' | 'abandonRate' | 'rejectRate' | 'chatsByAgent'
  readonly plain: string
  /** These three of a figure that is one number; of the others `hours` and `agents` hold the parts. */
  readonly recorded?: number | undefined
  readonly simulated?: number | undefined
  readonly ci95?: readonly [number, number] | null | undefined
  /** From 0, none, to 1. */
  readonly error: number
  /** The error of one replication held against the others: what a perfect model would show. */
  readonly byChance: number
}

/** How well the replay of a recording reproduces what was recorded, under the strategy that answered then. */
export interface Fidelity {
  readonly strategy: string
  /** Whether the recording says that it was this one; else it is taken to have been. */
  readonly named: boolean
  /** From 0 to 1: 1 less the largest error beyond chance of `figures`. */
  readonly value: number
  /** Below it the verdict is withheld. */
  readonly least: number
  readonly figures: readonly FidelityFigure[]
  readonly hours: readonly (Likeness & { readonly from: number; readonly to: number; readonly chats: number })[]
  readonly agents: readonly (Likeness & { readonly id: string })[]
}

/**
 * A model that errs by more than a fifth beyond chance in one of these figures is none to tell strategies apart with, whose
 * waits often differ by no more than that.
 */
export const leastFidelity = 0.8

/** Waits below a second, and shares below 5 %, are not held to a share of themselves. */
const leastWait = 1
const leastShare = 0.05

/**
 * Holds replications of a recorded day under the day's own strategy against the day: the mean wait, the waits by hour, the share
 * of customers who left, the share of invitations refused, and the share of the chats that each agent had.
 *
 * Errors are relative: of the mean wait and of the two shares as |simulated − recorded| over the recorded one (at least 1 s, or
 * 5 %); of the waits by hour as the sum over hours of chats × |difference| over that of chats × recorded wait; of the load as
 * half the sum of |difference| of the agents' shares (total variation). Each is 1 at most. As one day differs from the mean of
 * many by chance alone, the same error is worked out for every replication against the mean of the others: the mean of these
 * is what a perfect model would show, and only what exceeds it counts. Fidelity is 1 less the largest error so left, so
 * that no figure makes up for another. Undefined where there is nothing to hold anything against.
 */
export function fidelity(
  day: RecordedDay,
  own: { readonly strategy: string; readonly outcomes: readonly Outcome[] },
  { platform = {} }: Scenario,
): Fidelity | undefined {
  const { outcomes, strategy } = own
  const [first] = outcomes
  if (first === undefined || day.chats.length === 0 || outcomes.length < 2) return undefined
  const invites = (platform.acceptance ?? 'invite') === 'invite' && day.invitations > 0
  const count = day.chats.length
  const recordedWait = day.chats.reduce((sum, { wait }) => sum + wait, 0) / count
  const recordedLeft = day.chats.reduce((sum, { left }) => sum + left, 0) / count
  const scalar = (
    name: FidelityFigure['name'] & keyof Outcome['metrics'],
    plain: string,
    recorded: number,
    least: number,
  ): FidelityFigure => {
    const values = outcomes.map(({ metrics }) => metrics[name])
    return {
      name,
      plain,
      ...likeness(recorded, values),
      ...errors(
        [recorded],
        values.map((value) => [value]),
        relative(least),
      ),
    }
  }
  const hours = hoursOf(day.chats, outcomes)
  const byHour = errors(
    hours.map(({ recorded }) => recorded),
    outcomes.map((_, r) => hours.map(({ simulated }) => simulated[r] as number)),
    weighted(hours),
  )
  const ids = first.agents.map(({ id }) => id)
  const attended = Object.values(day.chatsByAgent).reduce((sum, chats) => sum + chats, 0)
  const recordedShares = ids.map((id) => (day.chatsByAgent[id] ?? 0) / Math.max(1, attended))
  const shares = outcomes.map(({ agents }) => {
    const sum = agents.reduce((all, { chats }) => all + chats, 0)
    return agents.map(({ chats }) => chats / Math.max(1, sum))
  })
  const figures: readonly FidelityFigure[] = [
    scalar('waitMean', 'mean wait', recordedWait, leastWait),
    { name: 'waitByHour', plain: 'waits by hour', ...byHour },
    scalar('abandonRate', 'customers who left', recordedLeft, leastShare),
    ...(invites ? [scalar('rejectRate', 'invitations refused', day.refused / day.invitations, leastShare)] : []),
    { name: 'chatsByAgent', plain: 'chats by agent', ...errors(recordedShares, shares, variation) },
  ]
  return {
    strategy,
    named: day.strategy !== undefined,
    value: 1 - Math.max(0, ...figures.map(({ byChance, error }) => error - byChance)),
    least: leastFidelity,
    figures,
    hours: hours.map(({ chats, from, recorded, simulated, to }) => ({
      from,
      to,
      chats,
      ...likeness(recorded, simulated),
    })),
    agents: ids.map((id, place) => ({
      id,
      ...likeness(
        day.chatsByAgent[id] ?? 0,
        outcomes.map(({ agents }) => agents[place]?.chats ?? 0),
      ),
    })),
  }
}

/** None of these figures is ever below 0. */
function likeness(recorded: number, values: readonly number[]): Likeness {
  const { half, mean } = interval(values, 0.95, 'value')
  return { recorded, simulated: mean, ci95: Number.isNaN(half) ? null : [Math.max(0, mean - half), mean + half] }
}

type Distance = (truth: readonly number[], found: readonly number[]) => number

/** The error of the mean of the replications, and what each has against the mean of the others. */
function errors(
  recorded: readonly number[],
  replications: readonly (readonly number[])[],
  distance: Distance,
): { readonly error: number; readonly byChance: number } {
  const n = replications.length
  const sums = recorded.map((_, i) => replications.reduce((sum, values) => sum + (values[i] as number), 0))
  const of = (truth: readonly number[], found: readonly number[]): number => {
    const far = distance(truth, found)
    return Number.isNaN(far) ? 1 : Math.min(1, far)
  }
  const alone = replications.map((values) =>
    of(
      values,
      sums.map((sum, i) => (sum - (values[i] as number)) / (n - 1)),
    ),
  )
  return {
    error: of(
      recorded,
      sums.map((sum) => sum / n),
    ),
    byChance: alone.reduce((sum, one) => sum + one, 0) / n,
  }
}

function relative(least: number): Distance {
  return ([truth = NaN], [found = NaN]) => Math.abs(found - truth) / Math.max(least, truth)
}

function weighted(hours: readonly Hour[]): Distance {
  return (truth, found) => {
    let [far, whole, chats] = [0, 0, 0]
    for (const [i, hour] of hours.entries()) {
      far += hour.chats * Math.abs((found[i] as number) - (truth[i] as number))
      whole += hour.chats * (truth[i] as number)
      chats += hour.chats
    }
    return far / Math.max(leastWait * chats, whole)
  }
}

const variation: Distance = (truth, found) =>
  truth.reduce((sum, share, i) => sum + Math.abs((found[i] as number) - share), 0) / 2
