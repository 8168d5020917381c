/** The least of the sorted values that a share p of them does not exceed; of `zeros` zeros too, which come first. */
export function quantile(sorted: Float64Array, zeros: number, p: number): number {
  const count = sorted.length + zeros
  if (count === 0) return NaN
  const place = Math.max(0, Math.ceil(p * count - 1e-9) - 1)
  return place < zeros ? 0 : (sorted[place - zeros] as number)
}
