import { OutcomeSums, type OutcomeEstimates } from './outcome-estimates.ts'
import { Ratio, type Estimate } from './ratio.ts'
import { robust, type Stake } from './stake.ts'

/** Below this effective size nothing is estimated: an interval by the normal distribution does not hold there. */
export const leastEffective = 100
/** Where more than this share of what a strategy would name had no chance of being named, nothing is estimated. */
export const mostUncovered = 0.05

/** An outcome's estimates, or why there are none. */
export type Answer = OutcomeEstimates | { readonly refused: string }

/** What can be said of one strategy without trying it. */
export interface StrategyEstimates {
  /** Requests with a known propensity where it names somebody. */
  readonly named: number
  /** Of these, the share where whom it names had propensity 0 for certain: recorded answers that nothing drew. */
  readonly uncovered: number
  /** The mean weight, which is 1 where everybody whom it names had a chance; null with fewer than two. */
  readonly weight: Estimate | null
  readonly largestWeight: number
  readonly acceptance: Answer
  readonly handleTime: Answer
}

/** Adds up what recorded namings say of one strategy. */
export class StrategySums {
  #uncovered = 0
  #largest = 0
  readonly #weight = new Ratio()
  readonly #acceptance = new OutcomeSums()
  readonly #seconds = new OutcomeSums()

  /** A request where the strategy names somebody. `sure`: of its probability, what certainly had no chance of being named. */
  met(weight: number, sure: number): void {
    this.#weight.add(weight, 1)
    this.#uncovered += sure
    this.#largest = Math.max(this.#largest, weight)
  }

  answered({ weight, acceptance }: Stake, accepted: boolean): void {
    const outcome = accepted ? 1 : 0
    this.#acceptance.add(weight, outcome, 1, [robust(weight, acceptance, outcome), 1])
  }

  /** Seconds; undefined: not accepted, so that there is nothing to handle. */
  handled({ weight, acceptance, seconds }: Stake, handled: number | undefined): void {
    const [outcome, counts] = handled === undefined ? [0, 0] : [handled, 1]
    this.#seconds.add(weight, outcome, counts, [robust(weight, seconds, outcome), robust(weight, acceptance, counts)])
  }

  estimates(acceptances: number): StrategyEstimates {
    const named = this.#weight.n
    const unseen = acceptances === 0 ? 'the recording tells of no acceptance' : undefined
    const refused = this.#refused() ?? unseen
    return {
      named,
      uncovered: named === 0 ? 0 : this.#uncovered / named,
      weight: this.#weight.estimate() ?? null,
      largestWeight: this.#largest,
      acceptance: answer(this.#acceptance, refused, true, 'namings whose outcome is known'),
      handleTime: answer(this.#seconds, refused, false, 'accepted chats whose end is known'),
    }
  }

  /** Why overlap is missing. */
  #refused(): string | undefined {
    const { n } = this.#weight
    if (n === 0) return 'it names nobody where the recorded propensity is known'
    const sure = this.#uncovered / n
    if (sure > mostUncovered) {
      return `no overlap: in ${percent(sure)} of the requests whom it names had propensity 0, as the recorded answer was not drawn by lot`
    }
    const weight = this.#weight.estimate()
    if (weight === undefined) return undefined
    const [low, high] = weight.ci95
    if (high < 1 - mostUncovered) {
      return `no overlap: weights average ${weight.mean.toFixed(2)}, so in about ${percent(1 - weight.mean)} of the requests whom it names had propensity 0`
    }
    // Four standard errors: of honest recordings hardly one is to be called false.
    if (2 * low - weight.mean > 1 + mostUncovered) {
      return `weights average ${weight.mean.toFixed(2)} where at most 1 is possible: the recorded propensities are not those of the recorded answers`
    }
    return undefined
  }
}

function answer(sums: OutcomeSums, refused: string | undefined, plain: boolean, rows: string): Answer {
  if (refused !== undefined) return { refused }
  const { effectiveSize, of } = sums
  if (effectiveSize < leastEffective) {
    return {
      refused: `too little overlap: ${of} ${rows} weigh as much as ${Math.floor(effectiveSize)}, and ${leastEffective} are needed`,
    }
  }
  return sums.estimates(plain) ?? { refused: `no ${rows}` }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
