/**
 * Jain's fairness index, (Σx)² / (n Σx²): 1 when all have the same, 1/n when one has everything. Undefined where nobody has
 * anything. (Jain, Chiu and Hawe 1984.)
 */
export function jain(shares: readonly number[]): number | undefined {
  let sum = 0
  let squares = 0
  for (const share of shares) {
    sum += share
    squares += share * share
  }
  return squares === 0 ? undefined : (sum * sum) / (shares.length * squares)
}
