const perDecade = 20
const least = 0.1
const decades = 6

/** Upper edges of the bins of waits, seconds: 0, then from 0.1 s to 100,000 s, twenty to a factor of ten. */
export const profileEdges: readonly number[] = [
  0,
  ...Array.from({ length: decades * perDecade + 1 }, (_, i) => Number((least * 10 ** (i / perDecade)).toPrecision(6))),
]

/** The first bin whose upper edge is not below the wait; one beyond the edges where there is none. */
export function binOf(wait: number): number {
  if (wait <= 0) return 0
  const near = 1 + Math.ceil(perDecade * Math.log10(wait / least))
  let bin = Math.min(Math.max(near, 1), profileEdges.length)
  while (bin > 1 && wait <= (profileEdges[bin - 1] as number)) bin -= 1
  while (bin < profileEdges.length && wait > (profileEdges[bin] as number)) bin += 1
  return bin
}
