/** ln Γ(x) for x > 0, by Stirling's series after shifting x above 10: to about 15 digits. */
export function logGamma(x: number): number {
  let shift = 0
  let y = x
  while (y < 10) shift -= Math.log(y++)
  const z = 1 / (y * y)
  const series = 1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360360))))
  return shift + (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series / y
}
