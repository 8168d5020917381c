/**
 * The least of the values that a share p of all does not exceed, where there are `zeros` zeros beside the values, which are
 * above 0. Exact. The values are put in another order (Hoare 1961), so that a second question is answered sooner.
 */
export function quantile(values: Float64Array, zeros: number, p: number): number {
  const count = values.length + zeros
  if (count === 0) return NaN
  const place = Math.max(0, Math.ceil(p * count - 1e-9) - 1)
  return place < zeros ? 0 : select(values, place - zeros)
}

/** The value that would be at this place if they were sorted. */
function select(values: Float64Array, place: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = median(values[low] as number, values[(low + high) >> 1] as number, values[high] as number)
    let i = low
    let j = high
    while (i <= j) {
      while ((values[i] as number) < pivot) i++
      while ((values[j] as number) > pivot) j--
      if (i > j) break
      const value = values[i] as number
      values[i++] = values[j] as number
      values[j--] = value
    }
    if (place <= j) high = j
    else if (place >= i) low = i
    else break
  }
  return values[place] as number
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
