/** Jain's fairness index of values of 0 and above: 1 where all are the same, 1/n where one of n has everything. */
export function jain(values: readonly number[]): number {
  if (values.length === 0) return NaN
  const sum = values.reduce((total, value) => total + value, 0)
  const squares = values.reduce((total, value) => total + value * value, 0)
  return squares === 0 ? 1 : (sum * sum) / (values.length * squares)
}
