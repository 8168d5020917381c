/** Chooses a place in the list with a chance proportional to its weight, from a uniform draw. */
export function weightedChoice(weights: readonly number[]): (draw: number) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  const upTo = Float64Array.from(weights, (weight) => (sum += weight / total))
  const last = weights.findLastIndex((weight) => weight > 0)
  return (draw) => {
    let low = 0
    let high = last
    while (low < high) {
      const middle = (low + high) >> 1
      if (draw < (upTo[middle] as number)) high = middle
      else low = middle + 1
    }
    return low
  }
}
