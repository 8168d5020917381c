/**
 * Of n agents d are drawn, any d as likely as any others. The probability that the best of those drawn is one given agent of
 * a group of t who are alike, with b agents better: [C(n − b, d) − C(n − b − t, d)] / C(n, d) / t.
 */
export function chanceOfBest(b: number, t: number, n: number, d: number): number {
  return (avoided(b, n, d) - avoided(b + t, n, d)) / t
}

/** The probability that none of the best `b` of `n` is among `d` drawn: C(n − b, d) / C(n, d). */
function avoided(b: number, n: number, d: number): number {
  let probability = 1
  for (let i = 0; i < d && probability > 0; i++) probability *= Math.max(0, n - b - i) / (n - i)
  return probability
}
