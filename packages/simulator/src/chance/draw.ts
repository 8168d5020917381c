import type { Distribution } from '../scenario/distribution.ts'
import { lognormalShape } from './lognormal-shape.ts'
import { normalQuantile } from './normal-quantile.ts'
import { sampler } from './sampler.ts'
import type { Sampler, Stream } from './stream.ts'

// Numbers are compared faster than names.
const exponential = 0
const lognormal = 1
const other = 2

/**
 * Draws from a distribution what each of many things needs once: what its `sampler` gives where the stream stands at the thing.
 * The two usual distributions are written out, as a function of its own for each costs more than the draw.
 */
export class Draw {
  readonly #kind: typeof exponential | typeof lognormal | typeof other
  readonly #mean: number
  readonly #mu: number
  readonly #sigma: number
  readonly #sampler: Sampler

  constructor(distribution: Distribution) {
    const { kind } = distribution
    const { mu, sigma } =
      kind === 'lognormal' ? lognormalShape(distribution.mean, distribution.sd) : { mu: NaN, sigma: NaN }
    this.#kind = kind === 'exponential' ? exponential : kind === 'lognormal' ? lognormal : other
    this.#mean = kind === 'exponential' ? distribution.mean : NaN
    this.#mu = mu
    this.#sigma = sigma
    this.#sampler = sampler(distribution)
  }

  /** The value for a thing: a whole number from 0 to 2^32 − 1. */
  for(thing: number, stream: Stream): number {
    if (this.#kind === exponential) return -this.#mean * Math.log(stream.firstFor(thing))
    if (this.#kind === lognormal) return Math.exp(this.#mu + this.#sigma * normalQuantile(stream.firstFor(thing)))
    return this.#sampler(stream.at(thing))
  }
}
