/** The rivals' generator: xorshift128, as fast as JavaScript has one. */
export function random(seed: number): () => number {
  let x = (seed ^ 0x12345678) | 1
  let y = 0x9e3779b9
  let z = 0x243f6a88
  let w = 0xb7e15162
  const next = (): number => {
    const t = x ^ (x << 11)
    x = y
    y = z
    z = w
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8)
    return ((w >>> 0) + 0.5) * 2 ** -32
  }
  for (let i = 0; i < 20; i++) next()
  return next
}
