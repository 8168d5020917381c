/** What `sampled` takes of `count` things, at most so many, without holding the others. */
export function* thinned<T>(all: Iterable<T>, count: number, most: number): Iterable<T> {
  const stride = Math.max(1, count / most)
  let taken = 0
  let place = 0
  for (const one of all) {
    if (taken >= most) return
    if (place++ !== Math.floor(taken * stride)) continue
    taken += 1
    yield one
  }
}
