/** A queue whose customers lose patience: M/M/c+M. */
export interface ErlangA {
  /** The chance of having to wait, whether until attended or until patience ends. */
  readonly waited: number
  readonly abandoned: number
  /** Mean wait over everybody, attended or not. */
  readonly waitMean: number
  /** Mean number waiting. */
  readonly waiting: number
  readonly occupancy: number
  /** The share of everybody who is attended after a wait of at most t. */
  readonly within: (t: number) => number
}

/**
 * Erlang A for arrivals at rate λ, service at rate µ of each of `servers`, and patience that ends at rate θ > 0. The numbers in
 * the system are a birth–death process, summed until what is left does not matter; the service level is the integral of
 * the offered wait's density, λ·π(c − 1)·exp(λ(1 − e^(−θx))/θ − cµx), over those whose patience lasts (Palm 1957; Baccelli and
 * Hébuterne 1981).
 */
export function erlangA(servers: number, lambda: number, mu: number, theta: number): ErlangA {
  // Weights relative to `one`, that of the state with all servers busy and nobody waiting; scaled where they grow.
  let one = 1
  let below = 0
  let busyBelow = 0
  let weight = 1
  for (let n = servers; n > 0; n--) {
    weight *= (n * mu) / lambda
    below += weight
    busyBelow += weight * (n - 1)
    if (weight < 1e-18 * below) break
    if (weight > 1e200) {
      one *= 1e-200
      below *= 1e-200
      busyBelow *= 1e-200
      weight *= 1e-200
    }
  }
  let above = 0
  let waiting = 0
  weight = one
  for (let k = 1; weight > 1e-18 * (one + above) || lambda > servers * mu + k * theta; k++) {
    weight *= lambda / (servers * mu + k * theta)
    above += weight
    waiting += k * weight
    if (weight === 0) break
  }
  const total = below + one + above
  const queue = waiting / total
  const oneBelow = ((servers * mu) / lambda) * (one / total)
  const density = (x: number): number =>
    lambda * oneBelow * Math.exp(-(lambda * Math.expm1(-theta * x)) / theta - servers * mu * x)
  return {
    waited: (one + above) / total,
    abandoned: (theta * queue) / lambda,
    waitMean: queue / lambda,
    waiting: queue,
    occupancy: (busyBelow / servers + one + above) / total,
    within: (t) => below / total + integral((x) => Math.exp(-theta * x) * density(x), t),
  }
}

/** From 0 to `end`, by Simpson's rule on steps fine enough for functions as smooth as these. */
function integral(of: (x: number) => number, end: number): number {
  const steps = 4000
  const width = end / steps
  let sum = of(0) + of(end)
  for (let i = 1; i < steps; i++) sum += of(i * width) * (i % 2 === 1 ? 4 : 2)
  return (sum * width) / 3
}
