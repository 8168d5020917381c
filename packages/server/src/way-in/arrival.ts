import type { Context } from 'hono'
import type { BodyLimits, NoBody } from './body-limits.ts'
import { readNodeBody, type NodeIncoming } from './read-node-body.ts'
import { readWebBody } from './read-web-body.ts'

/** A request on its way in, from whatever runtime. */
export interface Arrival {
  readonly method: string
  /** A header by its name in lower case. */
  header(name: string): string | undefined
  /** Milliseconds since the request's first byte, as far as the runtime tells: headers may have taken their time. */
  sinceFirstByte(): number
  /** Hands over the request's raw bytes, once: never as text, since a signature is over bytes. `take` must not throw. */
  body(limits: BodyLimits, take: (body: Uint8Array | NoBody) => void): void
}

/** What Hono's Node adapter adds to a request; elsewhere it is not there. */
interface NodeBindings {
  readonly incoming?: NodeIncoming
}

/** A request as Hono has it; read off the Node request where there is one, which costs a tenth. */
export function arrivalOf(c: Context): Arrival {
  const incoming = (c.env as NodeBindings | undefined)?.incoming
  return incoming === undefined ? new WebArrival(c) : new NodeArrival(incoming)
}

/** A request of Node's. */
export class NodeArrival implements Arrival {
  readonly method: string
  readonly #incoming: NodeIncoming

  constructor(incoming: NodeIncoming) {
    this.#incoming = incoming
    this.method = incoming.method ?? ''
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name]
    return typeof value === 'string' ? value : value?.[0]
  }

  sinceFirstByte(): number {
    return this.#incoming.socket?.parser?.duration?.() ?? 0
  }

  body(limits: BodyLimits, take: (body: Uint8Array | NoBody) => void): void {
    readNodeBody(this.#incoming, limits, take)
  }
}

class WebArrival implements Arrival {
  readonly #c: Context

  constructor(c: Context) {
    this.#c = c
  }

  get method(): string {
    return this.#c.req.method
  }

  header(name: string): string | undefined {
    return this.#c.req.header(name)
  }

  sinceFirstByte(): number {
    return 0
  }

  body(limits: BodyLimits, take: (body: Uint8Array | NoBody) => void): void {
    void readWebBody(this.#c.req.raw, limits).then(take)
  }
}
