import type { BodyLimits, NoBody } from './body-limits.ts'

/** As much of Node's `IncomingMessage` as is used here, so that nothing of Node is imported. */
export interface NodeIncoming {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  on(event: string, listener: (argument: never) => void): unknown
  removeAllListeners(event: string): unknown
  resume(): unknown
  destroy(): unknown
}

/** So much of a body that is too large is read and thrown away, so that the client can read the answer. */
const tolerance = 4

/** The raw bytes of a Node request, without the detour of a web stream. Never rejects. */
export function readNodeBody(incoming: NodeIncoming, limits: BodyLimits): Promise<Uint8Array | NoBody> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = []
    let size = 0
    const timer = setTimeout(() => end('too-slow'), limits.withinMs)
    const end = (result: Uint8Array | NoBody): void => {
      clearTimeout(timer)
      chunks.length = 0
      resolve(result)
    }
    incoming.on('data', (chunk: Uint8Array) => {
      size += chunk.length
      if (size <= limits.mostBytes) chunks.push(chunk)
      else if (size <= limits.mostBytes * tolerance) chunks.length = 0
      else end('too-large')
    })
    incoming.on('end', () => {
      if (size > limits.mostBytes) end('too-large')
      else end(joined(chunks, size))
    })
    incoming.on('error', () => end('aborted'))
    incoming.on('close', () => end('aborted'))
  })
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
