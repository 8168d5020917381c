import type { BodyLimits, NoBody } from './body-limits.ts'

/** The raw bytes of a request in any runtime. Never rejects. */
export async function readWebBody(request: Request, limits: BodyLimits): Promise<Uint8Array | NoBody> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.mostBytes) return 'too-large'
  if (request.body === null) return new Uint8Array()
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  let kept = 0
  let slow = false
  const deadline = limits.deadlines.set(limits.withinMs, () => {
    slow = true
    void reader.cancel().catch(() => undefined)
  })
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (slow) return 'too-slow'
      if (done) break
      size += value.length
      const large = size > limits.mostBytes
      if (large || !limits.beingRead.take(value.length)) {
        void reader.cancel().catch(() => undefined)
        return large ? 'too-large' : 'too-many'
      }
      kept += value.length
      chunks.push(value)
    }
  } catch {
    return slow ? 'too-slow' : 'aborted'
  } finally {
    limits.deadlines.lift(deadline)
    limits.beingRead.give(kept)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
