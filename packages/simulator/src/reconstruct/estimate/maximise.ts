/** Where a smooth function of a few variables is greatest, and how sharply. */
export interface Maximum {
  readonly at: readonly number[]
  readonly value: number
  /** The inverse of minus the second derivatives: of a log-likelihood, Fisher's estimate of the covariance. Empty where it has none. */
  readonly covariance: readonly (readonly number[])[]
}

/** On a logarithmic scale: differences of a likelihood of thousands are exact enough at it, and its curvature small. */
const step = 1e-3
const mostRounds = 60

/**
 * Newton's method with differences for derivatives. Where the function is not concave the curvature is made so (Levenberg's
 * damping), and a step that does not climb is halved, so that it climbs from wherever it begins.
 */
export function maximise(value: (at: readonly number[]) => number, begin: readonly number[]): Maximum {
  let at = [...begin]
  let best = value(at)
  let damping = 0
  for (let round = 0; round < mostRounds; round++) {
    const { slope, curvature } = derivatives(value, at, best)
    const ahead = direction(curvature, slope, damping)
    if (ahead === undefined) {
      damping = Math.max(1e-3, damping * 10)
      if (damping > 1e12) break
      continue
    }
    const longest = Math.max(...ahead.map(Math.abs))
    let share = longest > 1 ? 1 / longest : 1
    let climbed = false
    for (let halving = 0; halving < 20; halving++, share /= 2) {
      const next = at.map((x, i) => x + share * (ahead[i] as number))
      const found = value(next)
      if (!(found > best)) continue
      climbed = true
      const gained = found - best
      at = next
      best = found
      if (gained < 1e-7 && longest < 1e-4) round = mostRounds
      break
    }
    if (!climbed) break
    damping = damping < 1e-3 ? 0 : damping / 10
  }
  const { curvature } = derivatives(value, at, best)
  return { at, value: best, covariance: inverse(curvature.map((row) => row.map((x) => -x))) ?? [] }
}

function derivatives(
  value: (at: readonly number[]) => number,
  at: readonly number[],
  here: number,
): { slope: number[]; curvature: number[][] } {
  const moved = (...places: readonly (readonly [number, number])[]): number => {
    const to = [...at]
    for (const [i, by] of places) to[i] = (to[i] as number) + by
    return value(to)
  }
  const up = at.map((_, i) => moved([i, step]))
  const down = at.map((_, i) => moved([i, -step]))
  const slope = at.map((_, i) => ((up[i] as number) - (down[i] as number)) / (2 * step))
  const curvature = at.map(() => at.map(() => 0))
  for (let i = 0; i < at.length; i++) {
    const row = curvature[i] as number[]
    row[i] = ((up[i] as number) - 2 * here + (down[i] as number)) / step ** 2
    for (let j = 0; j < i; j++) {
      const mixed = moved([i, step], [j, step]) + moved([i, -step], [j, -step])
      const cross =
        (mixed - (up[i] as number) - (down[i] as number) - (up[j] as number) - (down[j] as number) + 2 * here) / 2
      row[j] = cross / step ** 2
      ;(curvature[j] as number[])[i] = row[j] as number
    }
  }
  return { slope, curvature }
}

/** Newton's step: the solution of (damping − curvature) x = slope; undefined where that is not positive definite. */
function direction(curvature: number[][], slope: number[], damping: number): readonly number[] | undefined {
  const matrix = curvature.map((row, i) => row.map((x, j) => -x + (i === j ? damping * Math.max(1, Math.abs(x)) : 0)))
  const inverted = inverse(matrix)
  if (inverted === undefined) return undefined
  return inverted.map((row) => row.reduce((sum, x, j) => sum + x * (slope[j] as number), 0))
}

/** The inverse of a symmetric positive definite matrix by Cholesky's root; undefined where it is not one. */
function inverse(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length
  const root = matrix.map(() => new Float64Array(n))
  for (let i = 0; i < n; i++) {
    const row = root[i] as Float64Array
    for (let j = 0; j <= i; j++) {
      const other = root[j] as Float64Array
      let sum = matrix[i]?.[j] as number
      for (let k = 0; k < j; k++) sum -= (row[k] as number) * (other[k] as number)
      if (i !== j) row[j] = sum / (other[j] as number)
      else if (sum > 0) row[i] = Math.sqrt(sum)
      else return undefined
    }
  }
  const result = matrix.map(() => new Array<number>(n).fill(0))
  for (let column = 0; column < n; column++) {
    const x = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      let sum = i === column ? 1 : 0
      for (let k = 0; k < i; k++) sum -= ((root[i] as Float64Array)[k] as number) * (x[k] as number)
      x[i] = sum / ((root[i] as Float64Array)[i] as number)
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i] as number
      for (let k = i + 1; k < n; k++) sum -= ((root[k] as Float64Array)[i] as number) * (x[k] as number)
      x[i] = sum / ((root[i] as Float64Array)[i] as number)
      ;(result[i] as number[])[column] = x[i] as number
    }
  }
  return result
}
