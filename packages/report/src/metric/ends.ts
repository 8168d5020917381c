/** The least, the median and the largest; undefined where there is none. */
export function ends(values: readonly number[]): readonly (number | undefined)[] {
  const sorted = [...values].sort((a, b) => a - b)
  return [sorted[0], sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)]
}
