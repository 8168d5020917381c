/** What is to be said of a ratio and its bar: `open` where the noise could be the difference. */
export type Verdict = 'met' | 'missed' | 'open'

/** Two that are the same may differ by so much before anything is made of it. */
const quiet = 0.05

/**
 * Whether a ratio is within its bar. `pair` is the ratio of two contestants that are the same (A/A): where it is further from
 * 1 than 0.05, the ratio may be wrong by as much, and a bar that lies within that of it is left open.
 */
export function verdict(ratio: number, bar: number, pair: number): Verdict {
  const noise = Math.abs(pair - 1) <= quiet ? 1 : Math.max(pair, 1 / pair)
  if (ratio * noise <= bar) return 'met'
  return ratio / noise > bar ? 'missed' : 'open'
}
