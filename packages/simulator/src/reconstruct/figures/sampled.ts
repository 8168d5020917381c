/** At most so many of them, spread evenly over the whole. */
export function sampled<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all
  const stride = all.length / most
  return Array.from({ length: most }, (_, i) => all[Math.floor(i * stride)] as T)
}
