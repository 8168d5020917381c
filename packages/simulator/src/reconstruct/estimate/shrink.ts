/** An estimate with its standard error. */
export interface Uncertain {
  readonly value: number
  readonly error: number
}

/** Estimates drawn towards what they have in common, the more the less surely each is known. */
export interface Shrunk {
  /** What they have in common. */
  readonly centre: number
  /** How much they truly differ: the standard deviation between them. */
  readonly between: number
  /** In the order given. */
  readonly values: readonly Uncertain[]
}

/**
 * Empirical Bayes for normal estimates, θ_i ~ N(µ, τ²), x_i ~ N(θ_i, s_i²): E[θ_i | x] = (τ² x_i + s_i² µ) / (τ² + s_i²), where
 * µ and τ² are estimated from all of them, τ² by the method of Paule and Mandel (1982). On ln of a speed or of a delay.
 * Not finite errors are those of whom nothing is known: they get the centre.
 */
export function shrink(estimates: readonly Uncertain[]): Shrunk {
  const known = estimates.filter(({ value, error }) => Number.isFinite(value) && Number.isFinite(error) && error > 0)
  const variance = known.length < 2 ? 0 : betweenVariance(known)
  const centre = known.length === 0 ? 0 : weightedMean(known, variance)
  const values = estimates.map(({ value, error }) => {
    if (!Number.isFinite(value) || !(error > 0) || error === Infinity)
      return { value: centre, error: Math.sqrt(variance) }
    const kept = variance / (variance + error * error)
    return { value: centre + kept * (value - centre), error: error * Math.sqrt(kept) }
  })
  return { centre, between: Math.sqrt(variance), values }
}

/** The τ² at which the weighted squares come to what they must: Σ (x_i − µ)² / (s_i² + τ²) = n − 1; 0 where even 0 is too much. */
function betweenVariance(known: readonly Uncertain[]): number {
  const excess = (variance: number): number => {
    const mean = weightedMean(known, variance)
    const squares = known.reduce((sum, { value, error }) => sum + (value - mean) ** 2 / (error * error + variance), 0)
    return squares - (known.length - 1)
  }
  if (excess(0) <= 0) return 0
  let high = 1e-6
  while (excess(high) > 0 && high < 1e6) high *= 4
  let low = 0
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (excess(middle) > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function weightedMean(known: readonly Uncertain[], variance: number): number {
  let sum = 0
  let weights = 0
  for (const { value, error } of known) {
    const weight = 1 / (error * error + variance)
    sum += weight * value
    weights += weight
  }
  return sum / weights
}
