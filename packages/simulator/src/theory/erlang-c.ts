import { erlangB } from './erlang-b.ts'

/** A queue in which everybody waits as long as it takes: M/M/c. */
export interface ErlangC {
  /** The chance of having to wait. */
  readonly waited: number
  /** Mean wait over everybody, in the unit of 1/µ. */
  readonly waitMean: number
  /** Mean number waiting. */
  readonly waiting: number
  readonly occupancy: number
  /** The chance of a wait of at most t. */
  readonly within: (t: number) => number
  /** The least wait that a share p of everybody does not exceed. */
  readonly quantile: (p: number) => number
}

/**
 * Erlang C for arrivals at rate λ and service at rate µ of each of `servers`; λ < servers · µ, or a RangeError: without
 * abandonment the line would grow for ever. C = B / (1 − ρ(1 − B)). Erlang 1917.
 */
export function erlangC(servers: number, lambda: number, mu: number): ErlangC {
  const occupancy = lambda / (servers * mu)
  if (!(occupancy < 1)) {
    throw new RangeError(
      `expected a load below the ${servers} servers, got ${lambda / mu} Erlang: nobody abandons here`,
    )
  }
  const blocked = erlangB(servers, lambda / mu)
  const waited = blocked / (1 - occupancy * (1 - blocked))
  const spare = servers * mu - lambda
  return {
    waited,
    waitMean: waited / spare,
    waiting: (lambda * waited) / spare,
    occupancy,
    within: (t) => 1 - waited * Math.exp(-spare * t),
    quantile: (p) => (p <= 1 - waited ? 0 : Math.log(waited / (1 - p)) / spare),
  }
}
