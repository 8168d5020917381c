const everyMs = 10
const stalls = { ms: 0 }
let last = performance.now()

setInterval(() => {
  const now = performance.now()
  stalls.ms += Math.max(0, now - last - 2 * everyMs)
  last = now
}, everyMs).unref()

/** How long this process has kept itself waiting so far, in milliseconds: what it was late for is no server's fault. */
export const ownStalls: { readonly ms: number } = stalls
