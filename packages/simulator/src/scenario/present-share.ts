/** The share of the first `seconds` that these intervals cover. */
export function presentShare(presence: readonly (readonly [number, number])[], seconds: number): number {
  let covered = 0
  let until = 0
  for (const [from, to] of presence.toSorted(([a], [b]) => a - b)) {
    covered += Math.max(0, Math.min(to, seconds) - Math.max(from, until))
    until = Math.max(until, to)
  }
  return seconds > 0 ? covered / seconds : 0
}
