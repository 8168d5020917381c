import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { Socket, type AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { NodeServer } from '@pointsman/server/node'

/** Where to listen, and how long a client may take. */
export interface ListenOptions {
  readonly port: number
  readonly host: string
  readonly budgetMs: number
}

/** An open port. */
export interface Listening {
  readonly url: string
  /** Takes no more connections, lets requests in flight finish, and ends what is left after so many milliseconds. */
  close(withinMs: number): Promise<void>
}

/** Node looks this often for clients who take too long. */
const checkEveryMs = 500
/** Longer than proxies keep theirs, so that they never send into a closing connection. */
const keepAliveMs = 75_000

/** What to say to a client whose request cannot be read, by the code of Node's error. */
const unreadable: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** Opens a port and hands its requests to the server. Rejects where the port cannot be had. */
export async function listen(server: NodeServer, { port, host, budgetMs }: ListenOptions): Promise<Listening> {
  const listener = getRequestListener((request, env) => server.fetch(request, env), { hostname: host })
  const http = createHttpServer(
    {
      connectionsCheckingInterval: checkEveryMs,
      headersTimeout: budgetMs,
      requestTimeout: budgetMs + 2 * checkEveryMs,
      keepAliveTimeout: keepAliveMs,
    },
    (incoming, outgoing) => {
      if (!server.take(incoming, outgoing)) void listener(incoming, outgoing)
    },
  )
  http.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    if (socket.writable)
      socket.write(`HTTP/1.1 ${unreadable[code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`)
    // `end` alone would leave the other half open to a client who never closes theirs.
    if (socket instanceof Socket) socket.destroySoon()
    else socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve()
    })
  })
  const { address, port: actual, family } = http.address() as AddressInfo
  const name = family === 'IPv6' ? `[${address}]` : address
  return { url: `http://${name}:${actual}`, close: (withinMs) => close(http, withinMs) }
}

async function close(http: HttpServer, withinMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  // A connection that was kept alive falls idle only when its answer is out: so it is asked for again and again.
  const poll = setInterval(() => http.closeIdleConnections(), 20)
  const late = setTimeout(() => http.closeAllConnections(), withinMs)
  http.closeIdleConnections()
  await closed
  clearInterval(poll)
  clearTimeout(late)
}
