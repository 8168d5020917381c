import type { BodyLimits, NoBody } from './body-limits.ts'

/** As much of Node's `IncomingMessage` as is used here, so that nothing of Node is imported. */
export interface NodeIncoming {
  readonly method?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Its parser knows how many milliseconds ago the request began; Node does not document that, so it may not be there. */
  readonly socket?: { readonly parser?: { duration?(): number } | null } | null
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(event: 'end' | 'error' | 'close', listener: () => void): unknown
}

/** So much of a body that is too large is read and thrown away, so that the client can read the answer. */
const tolerance = 4

/**
 * Hands over the raw bytes of a Node request, once, without the detour of a web stream. What `take` throws would end the
 * process.
 */
export function readNodeBody(
  incoming: NodeIncoming,
  limits: BodyLimits,
  take: (body: Uint8Array | NoBody) => void,
): void {
  const { mostBytes, withinMs, beingRead, deadlines } = limits
  // One that says itself that it is too large is not kept at all, and one that is far too large not even waited for.
  const announced = Number(incoming.headers['content-length'] ?? 0)
  if (announced > mostBytes * tolerance) return take('too-large')
  const chunks: Uint8Array[] = []
  let size = 0
  let kept = 0
  let over = false
  const drop = (): void => {
    beingRead.give(kept)
    kept = 0
    chunks.length = 0
  }
  const deadline = deadlines.set(withinMs, () => end('too-slow'))
  const end = (result: Uint8Array | NoBody): void => {
    if (over) return
    over = true
    deadlines.lift(deadline)
    drop()
    take(result)
  }
  incoming.on('data', (chunk: Uint8Array) => {
    if (over) return
    size += chunk.length
    if (size > mostBytes * tolerance) end('too-large')
    else if (size > mostBytes || announced > mostBytes) drop()
    else if (!beingRead.take(chunk.length)) end('too-many')
    else {
      kept += chunk.length
      chunks.push(chunk)
    }
  })
  incoming.on('end', () => {
    if (size > mostBytes) end('too-large')
    else end(joined(chunks, size))
  })
  incoming.on('error', () => end('aborted'))
  incoming.on('close', () => end('aborted'))
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
