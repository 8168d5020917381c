import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BeingRead } from './being-read.ts'
import type { NoBody } from './body-limits.ts'
import { Deadlines } from './deadlines.ts'
import { readNodeBody, type NodeIncoming } from './read-node-body.ts'

const beingRead = new BeingRead(100_000)
const deadlines = new Deadlines()
const server = createServer(async (incoming, outgoing) => {
  const limits = { mostBytes: 60_000, withinMs: 3000, beingRead, deadlines }
  const body = await new Promise<Uint8Array | NoBody>((take) =>
    readNodeBody(incoming as unknown as NodeIncoming, limits, take),
  )
  outgoing.end(typeof body === 'string' ? body : `${body.length} bytes`)
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())

/** Sends so many bytes, and ends the request only when told to. */
function send(
  bytes: number,
  headers: Record<string, number> = {},
): { readonly end: () => void; readonly heard: Promise<string> } {
  const { port } = server.address() as AddressInfo
  const outgoing = request({ port, host: '127.0.0.1', method: 'POST', headers, agent: false })
  const heard = new Promise<string>((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => resolve(text))
    })
  })
  outgoing.write(Buffer.alloc(bytes))
  return { end: () => outgoing.end(), heard }
}

/** Waits until so many bytes of others are being read. */
async function beingReadIs(bytes: number): Promise<void> {
  const free = (): boolean => {
    const fits = beingRead.take(100_000 - bytes)
    if (fits) beingRead.give(100_000 - bytes)
    return fits && !more(bytes)
  }
  await expect.poll(free).toBe(true)
}

function more(bytes: number): boolean {
  const fits = beingRead.take(100_000 - bytes + 1)
  if (fits) beingRead.give(100_000 - bytes + 1)
  return fits
}

test('A15 what is being read all together is bounded, and free again afterwards', async () => {
  const first = send(50_000)
  await beingReadIs(50_000)
  const second = send(50_000)
  await beingReadIs(100_000)
  const third = send(10)
  third.end()
  expect(await third.heard).toBe('too-many')
  first.end()
  second.end()
  expect([await first.heard, await second.heard]).toEqual(['50000 bytes', '50000 bytes'])
  await beingReadIs(0)
})

test('A15 a body that says itself that it is too large is never kept, and one that is far too large not waited for', async () => {
  const large = send(50_000, { 'content-length': 70_000 })
  const other = send(60_000)
  await beingReadIs(60_000)
  other.end()
  expect(await other.heard).toBe('60000 bytes')
  large.end()
  await large.heard.catch(() => undefined)
  const huge = send(10, { 'content-length': 1_000_000_000 })
  expect(await huge.heard).toBe('too-large')
  await beingReadIs(0)
})
