/** P(Z > z) of the standard normal, to about 14 digits: Hart's rational function (1968) in the form of West (2005). */
export function normalTail(z: number): number {
  const x = Math.abs(z)
  const tail = x > 37 ? 0 : Math.exp((-x * x) / 2) * (x < 7.07106781186547 ? near(x) : far(x))
  return z >= 0 ? tail : 1 - tail
}

function near(x: number): number {
  let top = 0.0352624965998911
  for (const coefficient of above) top = top * x + coefficient
  let bottom = 0.0883883476483184
  for (const coefficient of below) bottom = bottom * x + coefficient
  return top / bottom
}

const above: readonly number[] = [
  0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376,
]
const below: readonly number[] = [
  1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
  440.413735824752,
]

function far(x: number): number {
  return 1 / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631
}
