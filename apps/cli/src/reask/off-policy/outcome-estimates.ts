import { Ratio, type Estimate } from './ratio.ts'

/** Estimates of one outcome under one strategy. */
export interface OutcomeEstimates {
  /** Recorded namings whose outcome is known. */
  readonly of: number
  /** (Σw)² / Σw²: as many namings of its own would say as much. */
  readonly effectiveSize: number
  /** Absent for handle times, where it is the self-normalised one. */
  readonly inversePropensity?: Estimate
  readonly selfNormalised: Estimate
  readonly doublyRobust: Estimate
}

/** Adds up the rows of one outcome, y for each z: acceptances for each naming, seconds for each acceptance. */
export class OutcomeSums {
  of = 0
  #weights = 0
  #squares = 0
  readonly #plain = new Ratio()
  readonly #normalised = new Ratio()
  readonly #robust = new Ratio()

  /** A row; `counts` is its z, and the robust terms are those of y and z. */
  add(weight: number, outcome: number, counts: number, robust: readonly [outcome: number, counts: number]): void {
    if (counts > 0) {
      this.of++
      this.#weights += weight
      this.#squares += weight * weight
    }
    this.#plain.add(weight * outcome, 1)
    this.#normalised.add(weight * outcome, weight * counts)
    this.#robust.add(...robust)
  }

  get effectiveSize(): number {
    return this.#squares === 0 ? 0 : this.#weights ** 2 / this.#squares
  }

  /** Undefined where there is too little to say anything. */
  estimates(plain: boolean): OutcomeEstimates | undefined {
    const [inversePropensity, selfNormalised, doublyRobust] = [this.#plain, this.#normalised, this.#robust].map((one) =>
      one.estimate(),
    )
    if (inversePropensity === undefined || selfNormalised === undefined || doublyRobust === undefined) return undefined
    const { of, effectiveSize } = this
    return { of, effectiveSize, ...(plain ? { inversePropensity } : {}), selfNormalised, doublyRobust }
  }
}
