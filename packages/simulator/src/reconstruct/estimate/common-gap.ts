/** A value that many gaps have in common. */
export interface CommonGap {
  readonly value: number
  readonly count: number
}

/**
 * The value around which most gaps lie, within `slack` of each other: what a clock of the platform's makes. Undefined where
 * fewer than `least` of them, or less than a tenth of all, do.
 */
export function commonGap(gaps: readonly number[], slack: number, least: number = 3): CommonGap | undefined {
  const sorted = gaps.toSorted((a, b) => a - b)
  let best: { first: number; count: number } | undefined
  let first = 0
  for (let last = 0; last < sorted.length; last++) {
    while ((sorted[last] as number) - (sorted[first] as number) > slack) first++
    const count = last - first + 1
    if (count > (best?.count ?? 0)) best = { first, count }
  }
  if (best === undefined || best.count < Math.max(least, sorted.length / 10)) return undefined
  return { value: sorted[best.first + (best.count >> 1)] as number, count: best.count }
}
