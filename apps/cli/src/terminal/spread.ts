const bars = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/**
 * A row of bars, one for each of the counts, or for several neighbours' mean where there are more than `width`; the
 * greatest is the highest.
 */
export function spread(counts: readonly number[], width: number): string {
  const most = Math.max(0, ...counts)
  const columns = Math.min(width, counts.length)
  return Array.from({ length: columns }, (_, c) => {
    const from = Math.floor((c * counts.length) / columns)
    const group = counts.slice(from, Math.floor(((c + 1) * counts.length) / columns))
    const mean = group.reduce((sum, count) => sum + count, 0) / group.length
    return bars[mean === 0 || most === 0 ? 0 : Math.max(1, Math.round((mean / most) * 8))]
  }).join('')
}
