import { logGamma } from '../../statistics/log-gamma.ts'

/** Shares drawn towards those of all. */
export interface ShrunkShares {
  /** What counts as much as so many observations of one's own. */
  readonly strength: number
  /** Of all together. */
  readonly pooled: readonly number[]
  /** For each row, its shares. */
  readonly shares: readonly (readonly number[])[]
}

/**
 * Empirical Bayes for counts of what came of things: shares ~ Dirichlet(strength × pooled), so that each row's shares are
 * (counts + strength × pooled) / (total + strength). The strength is the likeliest one under the Dirichlet-multinomial
 * (Mosimann 1962), by golden section on its logarithm.
 */
export function shrinkShares(rows: readonly (readonly number[])[]): ShrunkShares {
  const kinds = rows[0]?.length ?? 0
  const sums = Array.from({ length: kinds }, (_, k) => rows.reduce((sum, row) => sum + (row[k] as number), 0))
  const all = sums.reduce((sum, count) => sum + count, 0)
  const pooled = sums.map((sum) => (all === 0 ? 1 / kinds : sum / all))
  const strength = all === 0 ? weakest : likeliest(rows, pooled)
  const shares = rows.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.map((count, k) => (count + strength * (pooled[k] as number)) / (total + strength))
  })
  return { strength, pooled, shares }
}

const weakest = 0.5
const strongest = 1e6

function likeliest(rows: readonly (readonly number[])[], pooled: readonly number[]): number {
  const value = (log: number): number => {
    const strength = Math.exp(log)
    let sum = 0
    for (const row of rows) {
      const total = row.reduce((count, one) => count + one, 0)
      sum += logGamma(strength) - logGamma(total + strength)
      row.forEach((count, k) => {
        const prior = strength * (pooled[k] as number)
        if (count > 0) sum += logGamma(count + prior) - logGamma(prior)
      })
    }
    return sum
  }
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [Math.log(weakest), Math.log(strongest)]
  for (let i = 0; i < 60; i++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (value(left) >= value(right)) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}
