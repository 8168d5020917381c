/** Of as many as there are, the n-th: numbers from 0 to 1 that are spread evenly however far one counts (Weyl 1916). */
export function spread(n: number): number {
  return (0.5 + n * golden) % 1
}

const golden = (Math.sqrt(5) - 1) / 2
