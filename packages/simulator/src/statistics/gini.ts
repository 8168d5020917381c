/** Gini's coefficient of values of 0 and above: 0 where all are the same, near 1 where one has everything. */
export function gini(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const total = sorted.reduce((sum, value) => sum + value, 0)
  if (sorted.length === 0) return NaN
  if (total === 0) return 0
  const weighted = sorted.reduce((sum, value, place) => sum + (place + 1) * value, 0)
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length
}
