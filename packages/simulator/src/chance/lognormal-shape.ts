/** The parameters of the lognormal with this mean and standard deviation: σ² = ln(1 + (sd/mean)²), µ = ln mean − σ²/2. */
export function lognormalShape(mean: number, sd: number): { readonly mu: number; readonly sigma: number } {
  const variance = Math.log1p((sd / mean) ** 2)
  return { mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) }
}
