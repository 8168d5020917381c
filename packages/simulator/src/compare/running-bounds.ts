import { PooledCentre } from '../bound/pooled-centre.ts'
import { whyNoBound } from '../bound/why-no-bound.ts'
import { replicationSeed } from '../run/replication-seed.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** The bound on waiting is worked out for no more replications than this. */
const mostBounds = 200
/** Events between two pauses: some hundredths of a second. */
const stride = 50_000

/** What bounds are of. */
export interface BoundsOptions {
  readonly scenario: Scenario
  readonly seed: number
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>
}

/**
 * Works out the pooled bound of replications in this thread while others simulate them: it follows their progress, so that
 * little is left to do when they end, however early that is.
 */
export class RunningBounds {
  readonly #options: BoundsOptions
  readonly #most: number
  readonly #found: number[] = []
  #wanted = 0
  #working: Promise<void> | undefined

  constructor(options: BoundsOptions) {
    this.#options = options
    this.#most = whyNoBound(options.scenario) === undefined ? mostBounds : 0
  }

  /** So many replications are wanted by now. It goes on by itself. */
  reach(replications: number): void {
    this.#wanted = Math.min(this.#most, Math.max(this.#wanted, replications))
    if (this.#working !== undefined || this.#found.length >= this.#wanted) return
    this.#working = this.#work()
    // Whoever asks for the bounds is told.
    this.#working.catch(() => undefined)
  }

  /** Those of the first so many replications, as far as there are any: how many there are depends on nothing else. */
  async of(replications: number): Promise<readonly number[]> {
    this.reach(replications)
    await this.#working
    return this.#found.slice(0, replications)
  }

  async #work(): Promise<void> {
    const { pause, scenario, seed } = this.#options
    while (this.#found.length < this.#wanted) {
      await pause()
      const centre = new PooledCentre(scenario, replicationSeed(seed, this.#found.length))
      while (!centre.run(stride)) await pause()
      this.#found.push(centre.waitMean)
    }
    this.#working = undefined
  }
}
