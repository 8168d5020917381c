/**
 * p-values corrected for their number by Holm's step-down method (Holm 1979): with those below 0.05 called differences, the
 * chance that any of them is none is at most 5 %, whatever they have to do with each other. In the order given.
 */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((_, place) => place).toSorted((a, b) => (ps[a] as number) - (ps[b] as number))
  const corrected = [...ps]
  let least = 0
  for (const [rank, place] of order.entries()) {
    least = Math.max(least, Math.min(1, (ps.length - rank) * (ps[place] as number)))
    corrected[place] = least
  }
  return corrected
}
