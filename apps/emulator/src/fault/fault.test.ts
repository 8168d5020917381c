import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { drawFate } from './draw-fate.ts'
import type { Faults } from './faults.ts'
import { longestDelay } from './longest-delay.ts'
import { parseFaults } from './parse-faults.ts'
import { startFaultProxy, type FaultProxy, type FaultProxyOptions } from './start-fault-proxy.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A webhook that answers with the digest of what it got, and remembers it. */
async function webhook(): Promise<{ readonly url: string; readonly got: readonly string[] }> {
  const got: string[] = []
  const server = createServer((incoming: IncomingMessage, outgoing) => {
    const answer = (body: Buffer): unknown => {
      got.push(body.toString('latin1'))
      outgoing.writeHead(200, { 'content-type': 'application/json', 'x-digest': digest(body) })
      return outgoing.end(JSON.stringify({ agentId: body.toString('latin1'), path: incoming.url }))
    }
    void buffer(incoming).then(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/inbenta?a=1`, got }
}

async function proxy(target: string, faults: Faults, options: Partial<FaultProxyOptions> = {}): Promise<FaultProxy> {
  const opened = await startFaultProxy({ target, faults, ...options })
  ends.push(() => opened.end())
  return opened
}

function digest(bytes: Uint8Array): string {
  return createHmac('sha256', 'secret').update(bytes).digest('hex')
}

async function post(url: string, body: string | Uint8Array): Promise<Response | 'dropped'> {
  return fetch(url, { method: 'POST', body: body as string }).catch(() => 'dropped' as const)
}

describe('faults between the platform and the webhook', () => {
  it('DL7 are read as they are written, and what cannot be read is told in one line', () => {
    expect(parseFaults('latency=200ms,loss=1%, duplicate=0.5%,reorder=100%')).toEqual({
      latency: { kind: 'constant', ms: 200 },
      loss: 0.01,
      duplicate: 0.005,
      reorder: 1,
    })
    expect(parseFaults('latency=0.1..2s')).toEqual({ latency: { kind: 'uniform', from: 100, to: 2000 } })
    expect(parseFaults('latency=~50ms')).toEqual({ latency: { kind: 'exponential', mean: 50 } })
    const latency = 'faults: latency: expected 200ms, 100..300ms or ~200ms, at most 600 s, got'
    expect(() => parseFaults('latency=200')).toThrow(`${latency} "200"`)
    expect(() => parseFaults('latency=3..2ms')).toThrow(`${latency} "3..2ms"`)
    expect(() => parseFaults('latency=601s')).toThrow(`${latency} "601s"`)
    expect(() => parseFaults('loss=101%')).toThrow('faults: loss: expected a share from 0% to 100%, got "101%"')
    expect(() => parseFaults('loss=0.1')).toThrow('faults: loss: expected a share from 0% to 100%, got "0.1"')
    expect(() => parseFaults('lag=1s')).toThrow('faults: expected latency, loss, duplicate or reorder, got "lag"')
    expect(() => parseFaults('constructor')).toThrow(
      'faults: expected latency, loss, duplicate or reorder, got "constructor"',
    )
    expect(() => parseFaults('loss=1%,loss=2%')).toThrow('faults: loss: expected once, got it again')
  })

  it('DL7 come as often and as long as was said, and as the seed has it', () => {
    const faults: Faults = { latency: { kind: 'exponential', mean: 200 }, loss: 0.1, duplicate: 0.2, reorder: 0.3 }
    const fates = Array.from({ length: 20_000 }, (_, n) => drawFate(faults, 7, n))
    const share = (of: (fate: (typeof fates)[number]) => boolean): number => fates.filter(of).length / fates.length
    expect(share(({ lost }) => lost === 'on the way')).toBeCloseTo(0.05, 2)
    expect(share(({ lost }) => lost === 'on the way back')).toBeCloseTo(0.05, 2)
    expect(share(({ duplicated }) => duplicated)).toBeCloseTo(0.2, 1)
    expect(share(({ reordered }) => reordered)).toBeCloseTo(0.3, 1)
    expect(fates.reduce((sum, { delayMs }) => sum + delayMs, 0) / fates.length / 200).toBeCloseTo(1, 1)
    const longer = share(({ delayMs }) => delayMs > longestDelay({ ...faults, reorder: 0 }))
    expect(longer).toBeGreaterThan(0.0003)
    expect(longer).toBeLessThan(0.003)
    expect(longestDelay({ reorder: 0.1 })).toBe(500)
    expect(drawFate(faults, 7, 5)).toEqual(fates[5])
    expect(fates.map((_, n) => drawFate(faults, 8, n))).not.toEqual(fates)
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(), (from, more, n) => {
        const { delayMs } = drawFate({ latency: { kind: 'uniform', from, to: from + more } }, 1, n)
        expect(delayMs >= from && delayMs <= from + more).toBe(true)
        expect(delayMs).toBeLessThanOrEqual(longestDelay({ latency: { kind: 'uniform', from, to: from + more } }))
      }),
      { seed: 7, numRuns: 500 },
    )
  })

  it('DL8 without any the proxy hands on every byte, both ways', async () => {
    const { url, got } = await webhook()
    const between = await proxy(url, {})
    for (const body of [new Uint8Array([0, 255, 10, 13, 128]), new Uint8Array(3_000_000).fill(7)]) {
      const response = (await post(between.url, body)) as Response
      expect(response.headers.get('x-digest')).toBe(digest(body))
      expect(((await response.json()) as { path: string }).path).toBe('/webhooks/inbenta?a=1')
    }
    expect(got).toHaveLength(2)
    expect(between.counts).toMatchObject({ taken: 2, lostOnTheWay: 0, unreachable: 0 })
  })

  it('DL8 a delivery is held up as long as was said', async () => {
    const { url } = await webhook()
    const waited: number[] = []
    const wait = (ms: number): Promise<void> => Promise.resolve(void waited.push(ms))
    const between = await proxy(url, parseFaults('latency=250ms'), { wait })
    await post(between.url, 'a')
    expect(waited).toEqual([250])
  })

  it('DL8 a lost delivery drops the connection, and every other time the webhook has heard of it', async () => {
    const { url, got } = await webhook()
    const between = await proxy(url, { loss: 1 })
    for (let n = 0; n < 20; n++) expect(await post(between.url, `${n}`)).toBe('dropped')
    const { lostOnTheWay, lostOnTheWayBack, taken } = between.counts
    expect(taken).toBe(20)
    expect(lostOnTheWay + lostOnTheWayBack).toBe(20)
    expect(got).toHaveLength(lostOnTheWayBack)
    expect(Math.min(lostOnTheWay, lostOnTheWayBack)).toBeGreaterThan(0)
  })

  it('DL8 a duplicated delivery reaches the webhook twice, byte for byte, and is answered once', async () => {
    const { url, got } = await webhook()
    const between = await proxy(url, { duplicate: 1 })
    const response = (await post(between.url, 'same')) as Response
    expect(await response.json()).toMatchObject({ agentId: 'same' })
    await expect.poll(() => got).toEqual(['same', 'same'])
    expect(between.counts.duplicated).toBe(1)
  })

  it('DL8 a reordered delivery arrives after the next one, and alone after half a second', async () => {
    const { url, got } = await webhook()
    const waits: (() => void)[] = []
    const wait = (ms: number): Promise<void> => new Promise((resolve) => void (ms === 500 && waits.push(resolve)))
    const seed = Array.from({ length: 1000 }, (_, at) => at).find(
      (at) => drawFate({ reorder: 0.5 }, at, 0).reordered && !drawFate({ reorder: 0.5 }, at, 1).reordered,
    )!
    const between = await proxy(url, { reorder: 0.5 }, { wait, seed })
    const first = post(between.url, 'first')
    await expect.poll(() => waits.length).toBe(1)
    const second = post(between.url, 'second')
    expect([((await first) as Response).status, ((await second) as Response).status]).toEqual([200, 200])
    expect(got).toEqual(['second', 'first'])
    expect(between.counts.reordered).toBe(1)
    const alone = await proxy(url, { reorder: 1 }, { wait: () => Promise.resolve() })
    expect(await post(alone.url, 'alone')).not.toBe('dropped')
    expect(alone.counts.reordered).toBe(0)
  })

  it('DL8 where the webhook is not there the connection is dropped and counted', async () => {
    const { url } = await webhook()
    const between = await proxy(url, {})
    for (const end of ends.splice(0, 1)) await end()
    expect(await post(between.url, 'a')).toBe('dropped')
    expect(between.counts.unreachable).toBe(1)
  })
})
