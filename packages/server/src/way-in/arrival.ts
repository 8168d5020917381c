import type { Context } from 'hono'
import type { BodyLimits, NoBody } from './body-limits.ts'
import { readNodeBody, type NodeIncoming } from './read-node-body.ts'
import { readWebBody } from './read-web-body.ts'

/** What Hono's Node adapter adds to a request; elsewhere it is not there. */
interface NodeBindings {
  readonly incoming?: NodeIncoming
}

/** A header of the request; read off the Node request where there is one, which costs a tenth. */
export function headerOf(c: Context, name: string): string | undefined {
  const incoming = (c.env as NodeBindings | undefined)?.incoming
  if (incoming === undefined) return c.req.header(name)
  const value = incoming.headers[name]
  return typeof value === 'string' ? value : value?.[0]
}

/** Milliseconds since the request's first byte, as far as the runtime tells: headers may have taken their time. */
export function sinceFirstByte(c: Context): number {
  return (c.env as NodeBindings | undefined)?.incoming?.socket?.parser?.duration?.() ?? 0
}

/** The request's raw bytes; read once, and never as text, since a signature is over bytes. */
export function bodyOf(c: Context, limits: BodyLimits): Promise<Uint8Array | NoBody> {
  const incoming = (c.env as NodeBindings | undefined)?.incoming
  return incoming === undefined ? readWebBody(c.req.raw, limits) : readNodeBody(incoming, limits)
}
