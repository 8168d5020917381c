import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { drawFate } from './draw-fate.ts'
import type { Faults } from './faults.ts'
import { Line } from './line.ts'
import { openTarget, type Delivery, type Target } from './open-target.ts'

/** Between whom, and what goes wrong. */
export interface FaultProxyOptions {
  /** The webhook's address: `http://` or `https://`. */
  readonly target: string
  readonly faults: Faults
  /** Where the chance comes from. Default 1. */
  readonly seed?: number
  /** Resolves after so many milliseconds; for tests to give their own. */
  readonly wait?: (ms: number) => Promise<void>
}

/** How often what went wrong; every delivery is counted as `taken`, whatever else it is. */
export interface FaultCounts {
  taken: number
  lostOnTheWay: number
  lostOnTheWayBack: number
  duplicated: number
  /** Held back until another one went by. */
  reordered: number
  /** The webhook could not be reached, or broke off. */
  unreachable: number
}

/** An open proxy. */
export interface FaultProxy {
  /** What to post to instead of the target: the same path on a port of this machine. */
  readonly url: string
  readonly counts: Readonly<FaultCounts>
  end(): Promise<void>
}

/** Opens a port that hands on to the target what is posted to it, in the way that the faults say. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const counts: FaultCounts = {
    taken: 0,
    lostOnTheWay: 0,
    lostOnTheWayBack: 0,
    duplicated: 0,
    reordered: 0,
    unreachable: 0,
  }
  const target = openTarget(options.target)
  const wait = options.wait ?? ((ms) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  const line = new Line(wait)
  const server = createServer((incoming, outgoing) => {
    const fate = drawFate(options.faults, options.seed ?? 1, counts.taken++)
    void carry(incoming, outgoing, target, async (send) => {
      if (fate.delayMs > 0) await wait(fate.delayMs)
      if (fate.lost === 'on the way') return counted('lostOnTheWay')
      if (fate.reordered && (await line.letOneBy())) counts.reordered++
      const answer = send()
      line.wentBy()
      if (fate.duplicated) {
        counts.duplicated++
        void send().catch(() => undefined)
      }
      const came = await answer
      return fate.lost === undefined ? came : counted('lostOnTheWayBack')
    }).catch(() => {
      counts.unreachable++
      outgoing.destroy()
    })
  })
  const counted = (what: 'lostOnTheWay' | 'lostOnTheWayBack'): undefined => void counts[what]++
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { pathname, search } = new URL(options.target)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}${search}`,
    counts,
    end: () =>
      new Promise((resolve) => {
        line.end()
        target.end()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Reads a delivery whole, has it handed on, and gives the answer back; without one the connection is dropped. */
async function carry(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: Target,
  handOn: (send: () => Promise<Delivery>) => Promise<Delivery | undefined>,
): Promise<void> {
  const body = await buffer(incoming)
  const gone = new AbortController()
  // A platform that hangs up before the answer hangs up on the webhook, too.
  outgoing.once('close', () => outgoing.writableFinished || gone.abort())
  const { method = 'POST', url = '/', rawHeaders } = incoming
  const answer = await handOn(() => target.send({ method, path: url, rawHeaders, body, signal: gone.signal }))
  if (answer === undefined) return void outgoing.destroy()
  outgoing.writeHead(answer.status, [...answer.rawHeaders])
  outgoing.end(answer.body)
}
