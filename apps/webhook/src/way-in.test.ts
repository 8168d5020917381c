import { createHmac } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixturePath, largePayload, loadPayload } from '@pointsman/fixtures'
import { assignPayload, eventPayload } from './testing/payloads.ts'
import { secret, sign } from './testing/sign.ts'
import { spawnServer } from './testing/spawn.ts'
import { discard, newFolder, start, type TestServer } from './testing/start.ts'

let server: TestServer

beforeAll(async () => {
  server = await start({ inbenta: { secrets: [secret, 'the-next-secret'] }, budgetMs: 1500 })
})
afterAll(async () => {
  await server.stop()
  await discard(server.folder)
})

const documented = loadPayload('documented-example')
const chosen = 'Ye9HD8jTA'

describe('a signature', () => {
  const body = JSON.stringify(documented)
  const good = sign(body)
  const attempts: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['forged', { 'x-hook-signature': 'a'.repeat(64) }, body],
    ['missing', { 'x-hook-signature': '' }, body],
    ['truncated', { 'x-hook-signature': good.slice(0, 32) }, body],
    ['of another secret', { 'x-hook-signature': sign(body, 'another-secret') }, body],
    ['not hex at all', { 'x-hook-signature': `sha256=${'z'.repeat(64)}` }, body],
    ['of a body with one byte changed', { 'x-hook-signature': good }, body.replace('"capacity":2', '"capacity":3')],
    ['of a body with one byte more', { 'x-hook-signature': good }, `${body} `],
  ]
  test.each(attempts)('A1 %s is refused with 401 and nothing is remembered', async (_name, headers, sent) => {
    const reservations = await server.metric('pointsman_reservations')
    const decisions = await server.metric('pointsman_decisions_total')
    const response = await server.post(sent, headers)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { code: 401 } })
    expect(await server.metric('pointsman_reservations')).toBe(reservations)
    expect(await server.metric('pointsman_decisions_total')).toBe(decisions)
  })

  test('A1 is verified before anything is parsed: what is not JSON is refused as unsigned, not as malformed', async () => {
    expect((await server.post('{', { 'x-hook-signature': 'a'.repeat(64) })).status).toBe(401)
    expect((await server.post('{')).status).toBe(400)
  })

  const hmac = createHmac('sha256', secret).update(body).digest()
  test.each([
    ['lower-case hex', hmac.toString('hex')],
    ['upper-case hex', hmac.toString('hex').toUpperCase()],
    ['base64', hmac.toString('base64')],
    ['hex after sha256=', `sha256=${hmac.toString('hex')}`],
    ['base64 after sha256=', `sha256=${hmac.toString('base64')}`],
  ])('A2 is accepted as %s', async (_name, signature) => {
    const response = await server.post(body, { 'x-hook-signature': signature })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ agentId: chosen })
  })

  test('A3 of any configured secret is accepted, so that secrets can be rotated', async () => {
    const response = await server.post(body, { 'x-hook-signature': sign(body, 'the-next-secret') })
    expect(response.status).toBe(200)
  })

  test.each(['body', 'data'] as const)(
    'D5 of the same body under two secrets, over its %s, is the same request: one answer, one line',
    async (input) => {
      const both = { secrets: ['the-next-secret', secret], signature: { input } }
      const other = await start({ inbenta: both })
      const payload = assignPayload([
        { id: 'a', capacity: 1 },
        { id: 'b', capacity: 1 },
      ])
      const signed = input === 'body' ? JSON.stringify(payload) : JSON.stringify(payload.data)
      const answers: string[] = []
      for (const key of [secret, 'the-next-secret', secret]) {
        const response = await other.post(payload, { 'x-hook-signature': sign(signed, key) })
        answers.push(await response.text())
      }
      expect(new Set(answers).size).toBe(1)
      expect(await other.metric('pointsman_repeats_total')).toBe(2)
      await other.stop()
      expect(await other.journal()).toHaveLength(1)
      await discard(other.folder)
    },
  )

  test('A2 can be over the JSON of the data member, where so configured', async () => {
    const other = await start({ inbenta: { secrets: [secret], signature: { input: 'data' } } })
    const overData = sign(JSON.stringify(documented.data))
    expect((await other.post(body, { 'x-hook-signature': overData })).status).toBe(200)
    expect((await other.post(body)).status).toBe(401)
    expect((await other.post('[]', { 'x-hook-signature': overData })).status).toBe(401)
    await other.stop()
    await discard(other.folder)
  })

  test('A2 is held to one encoding, where so configured', async () => {
    const other = await start({ inbenta: { secrets: [secret], signature: { encoding: 'base64' } } })
    expect((await other.post(body)).status).toBe(401)
    expect((await other.post(body, { 'x-hook-signature': hmac.toString('base64') })).status).toBe(200)
    await other.stop()
    await discard(other.folder)
  })
})

describe('a handshake', () => {
  const shake = (to: TestServer, offered: string): Promise<Response> =>
    fetch(`${to.url}/webhooks/inbenta`, { method: 'POST', headers: { 'x-hook-secret': offered } })

  test('A5 is taken while no secret is known: the secret is echoed, stored for the owner alone, and outlives a restart', async () => {
    const first = await start({ inbenta: { secrets: [], pairing: true } })
    const response = await shake(first, 'made-by-the-platform')
    expect(response.status).toBe(200)
    expect(response.headers.get('x-hook-secret')).toBe('made-by-the-platform')
    expect(await response.text()).toBe('')
    const body = JSON.stringify(documented)
    const signature = { 'x-hook-signature': sign(body, 'made-by-the-platform') }
    expect((await first.post(body, signature)).status).toBe(200)
    await first.stop()
    const { mode } = await stat(join(first.folder, 'state', 'inbenta-secrets.json'))
    expect(mode & 0o777).toBe(0o600)

    const again = await start({ inbenta: { secrets: [], pairing: true } }, first.folder)
    expect((await again.post(body, signature)).status).toBe(200)
    await again.stop()
    await discard(first.folder)
  })

  test('A5 needs to be allowed by a file that has no secret; once it was taken it no longer does, and a stranger is refused', async () => {
    const folder = await newFolder()
    await expect(start({ inbenta: { secrets: [] } }, folder)).rejects.toThrow(
      /: inbenta\.secrets: expected at least one secret, one that was paired, or "pairing": true, got an empty list$/,
    )
    const pairing = await start({ inbenta: { secrets: [], pairing: true } }, folder)
    expect((await shake(pairing, 'made-by-the-platform')).status).toBe(200)
    await pairing.stop()

    const paired = await start({ inbenta: { secrets: [] } }, folder)
    expect((await shake(paired, 'a-stranger-made-this')).status).toBe(403)
    const body = JSON.stringify(documented)
    expect((await paired.post(body, { 'x-hook-signature': sign(body, 'a-stranger-made-this') })).status).toBe(401)
    expect((await paired.post(body, { 'x-hook-signature': sign(body, 'made-by-the-platform') })).status).toBe(200)
    await paired.stop()
    await discard(folder)
  })

  test('A6 of a stranger is refused when a secret is known, and the secret is unchanged', async () => {
    const response = await shake(server, 'a-stranger-made-this')
    expect(response.status).toBe(403)
    expect(response.headers.get('x-hook-secret')).toBeNull()
    const body = JSON.stringify(documented)
    expect((await server.post(body, { 'x-hook-signature': sign(body, 'a-stranger-made-this') })).status).toBe(401)
    expect((await server.post(body)).status).toBe(200)
  })

  test('A7 in the Assist style is answered with the challenge, to whoever knows the secret', async () => {
    const path = '/webhooks/inbenta'
    const challenge = { 'x-inbenta-challenge': 'say-this' }
    const good = await server.get(path, { ...challenge, 'x-hook-signature': secret })
    expect([good.status, good.headers.get('content-type'), await good.text()]).toEqual([
      200,
      'text/plain; charset=utf-8',
      'say-this',
    ])
    expect((await server.get(path, { ...challenge, 'x-hook-signature': `${secret}x` })).status).toBe(401)
    expect((await server.get(path, challenge)).status).toBe(401)
    expect((await server.get(path)).status).toBe(404)
  })
})

describe('a body', () => {
  const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const text = JSON.stringify(documented)
  // An agent of its own for each case, with room for more than it takes: one answer is right, and no other.
  const only = (name: string): string =>
    text.replace('TJ8ITZTPy', `chat-${name}`).replace(chosen, `agent-${name}`).replace('"capacity":2', '"capacity":50')
  const refused: readonly (readonly [string, string | Uint8Array])[] = [
    ['empty', ''],
    ['not JSON', 'chats:assign'],
    ['JSON of the wrong kind', '[1,2,3]'],
    ['null', 'null'],
    ['nested deep and nothing else', nested],
    ['without a trigger', '{"data":{}}'],
    ['with no data', '{"trigger":"chats:assign","created_at":1}'],
    ['with the same agent twice', JSON.stringify(twice(documented.data.agents[0] as object))],
    ['with a capacity that is none', text.replace('"capacity":2', '"capacity":-1')],
    ['with half a capacity', text.replace('"capacity":2', '"capacity":0.5')],
    ['cut off', text.slice(0, -10)],
    ['of bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
  ]
  test.each(refused)('A8 %s is refused with 400 and one line', async (_name, body) => {
    const response = await server.post(body)
    expect(response.status).toBe(400)
    const { error } = (await response.json()) as { error: { message: string } }
    expect(error.message).not.toContain('\n')
    expect(error.message.length).toBeGreaterThan(0)
  })

  const answered: readonly (readonly [string, string, (text: string) => string | Uint8Array])[] = [
    ['with a byte order mark', 'bom', (own) => `\uFEFF${own}`],
    ['with bytes that are no UTF-8 in a name', 'utf8', invalidUtf8],
    [
      'with deep nesting in a field that nobody reads',
      'deep',
      (own) => own.replace('"extraInfo":{}', `"extraInfo":{"x":${'['.repeat(5000)}${']'.repeat(5000)}}`),
    ],
    [
      'with prototype keys',
      'proto',
      (own) => own.replace('"extraInfo":{}', '"extraInfo":{"__proto__":{"skills":"x"},"constructor":1}'),
    ],
    ['with prototype keys around it', 'proto2', (own) => own.replace('{', '{"__proto__":{"trigger":"chats:close"},')],
    ['spread over many lines', 'lines', (own) => JSON.stringify(JSON.parse(own), null, 2)],
  ]
  test.each(answered)('A8 %s is answered right', async (_case, name, change) => {
    const response = await server.post(change(only(name)))
    expect([response.status, await response.json()]).toEqual([200, { agentId: `agent-${name}` }])
    expect(({} as Record<string, unknown>)['skills']).toBeUndefined()
  })

  test('A8 of every bad payload under fixtures is refused, and of every good one answered', async () => {
    for (const name of ['documented-example', 'unicode', 'numbers-as-ids', 'full', 'no-agents', 'all-paused']) {
      const body = await readFile(fixturePath(`payloads/${name}.json`))
      expect([name, (await server.post(body)).status]).toEqual([name, 200])
    }
  })

  test('A9 of 20 MB is refused with 413, and the connection can be used again', async () => {
    const response = await server.post(`"${'x'.repeat(20_000_000)}"`)
    expect(response.status).toBe(413)
    expect(await server.ask(assignPayload([{ id: 'after' }]))).toBe('after')
  })

  test('A12 of 10,000 agents is answered in time with the right agent', async () => {
    const large = largePayload(10_000)
    // Whether that was in time is told by the server: writing and signing it is the platform's work.
    const body = JSON.stringify(large)
    const misses = await server.metric('pointsman_deadline_misses_total')
    const agent = await server.ask(body)
    expect(await server.metric('pointsman_deadline_misses_total')).toBe(misses)
    const best = Math.max(...large.data.agents.map(({ capacity }) => capacity))
    expect(large.data.agents.find(({ id }) => id === agent)).toMatchObject({ capacity: best, status: 'online' })
  })

  test.each(['chats:join', 'forever:alone', 'chats:leave', 'chats:close', 'invitations:accept'])(
    'A8 of %s with ids that are none is taken',
    async (trigger) => {
      for (const id of [{ toString: 1 }, { id: { toString: 1 } }, [[]], null, 7, true]) {
        const event = eventPayload(trigger, { chatId: id, userId: id })
        for (let i = 0; i < 2; i++) expect([id, (await server.post(event)).status]).toEqual([id, 200])
      }
    },
  )

  test('A10 of an unknown trigger is taken and counted', async () => {
    const before = await server.metric('pointsman_events_total{trigger="other"}')
    const response = await server.post(eventPayload('something:new', { whatever: 1 }))
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(await server.metric('pointsman_events_total{trigger="other"}')).toBe(before + 1)
  })
})

describe('a neighbour', () => {
  const budgetMs = 3500
  const one = JSON.stringify(documented).replace('TJ8ITZTPy', 'heavy')
  const inChat = (field: string): string => one.replace('"usersInvited":[]', field)
  const many = (length: number, item: (i: number) => string): string => Array.from({ length }, (_, i) => item(i)).join()
  const heavy: readonly (readonly [string, number, () => string])[] = [
    ['a million invited', 400, () => inChat(`"usersInvited":[${many(1_000_000, (i) => `"u${i}"`)}]`)],
    ['800,000 names', 400, () => inChat(`"x":[${many(800_000, (i) => `{"name":"n${i}"}`)}],"y":"\\\\"`)],
    ['ten million brackets', 400, () => inChat(`"x":${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}`)],
    ['an object of a million keys', 400, () => inChat(`"x":{${many(1_000_000, (i) => `"k${i}":1`)}}`)],
    ['names, as many as are taken', 200, () => inChat(`"x":[${many(24, () => `{${named(19_000)}}`)}],"y":"\\\\"`)],
    ['10,000 agents', 200, () => JSON.stringify(largePayload(10_000))],
  ]

  test.each(heavy)(
    'A17 of somebody who sends %s is answered within the budget',
    async (_name, status, make) => {
      const busy = await spawnServer({ budgetMs })
      const body = make()
      const headers = { 'x-hook-signature': sign(body) }
      const waits: number[] = []
      const over = new AbortController()
      const neighbour = async (): Promise<void> => {
        while (!over.signal.aborted) {
          const began = performance.now()
          const id = `agent-${waits.length}`
          expect(await busy.ask(assignPayload([{ id }]))).toBe(id)
          waits.push(performance.now() - began)
        }
      }
      const asking = neighbour()
      expect((await busy.post(body, headers)).status).toBe(status)
      // What is left to do behind the answer holds others up as well.
      await expect.poll(() => busy.metric('pointsman_unwritten')).toBe(0)
      over.abort()
      await asking
      expect(Math.max(...waits)).toBeLessThan(budgetMs)
      expect(await busy.metric('pointsman_deadline_misses_total')).toBe(0)
      await busy.stop()
      await discard(busy.folder)
    },
    60_000,
  )
})

describe('an answer', () => {
  test.each([
    ['agentId', '{"agentId":"Ye9HD8jTA"}', '{"agentId":""}', 'application/json'],
    ['agent', '{"agent":"Ye9HD8jTA"}', '{"agent":""}', 'application/json'],
    ['id', '{"id":"Ye9HD8jTA"}', '{"id":""}', 'application/json'],
    ['text', 'Ye9HD8jTA', '', 'text/plain; charset=utf-8'],
  ])('A13 has the shape %s, also when nobody is named', async (reply, named, nobody, type) => {
    const other = await start({ inbenta: { secrets: [secret], reply } })
    const response = await other.post(documented)
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([200, named, type])
    const blank = await other.post(loadPayload('no-agents'))
    expect([blank.status, await blank.text()]).toEqual([200, nobody])
    await other.stop()
    await discard(other.folder)
  })
})

describe('a client', () => {
  const head = `POST /webhooks/inbenta HTTP/1.1\r\nHost: x\r\nX-Hook-Signature: ${'a'.repeat(64)}\r\n`

  test('A11 who sends a byte a second is cut off, and others do not notice', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    const ended = new Promise<string>((resolve) => {
      let heard = ''
      socket.on('data', (chunk) => (heard += String(chunk)))
      socket.on('close', () => resolve(heard))
      socket.on('error', () => undefined)
    })
    const began = performance.now()
    socket.write(`${head}Content-Length: 1000\r\n\r\n{`)
    const drip = setInterval(() => socket.write(' '), 1000)
    expect(await server.ask(assignPayload([{ id: 'meanwhile' }]))).toBe('meanwhile')
    expect(await ended).toContain('408')
    clearInterval(drip)
    expect(performance.now() - began).toBeLessThan(4000)
  })

  test('A11 whose headers take most of the budget has the rest of it for the body', async () => {
    const short = await start({ budgetMs: 400 })
    const body = JSON.stringify(assignPayload([{ id: 'a' }]))
    const socket = connect(Number(new URL(short.url).port), '127.0.0.1')
    const heard = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(String(chunk))))
    socket.on('error', () => undefined)
    const parts = ['POST /webhooks/inbenta HTTP/1.1\r\nHost: x\r\n']
    parts.push(`X-Hook-Signature: ${sign(body)}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`, body)
    for (const part of parts) {
      socket.write(part)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    expect(await heard).toMatch(/^HTTP\/1.1 408 /)
    expect(await short.metric('pointsman_refused_total{reason="too-slow"}')).toBe(1)
    socket.destroy()
    await short.stop()
    await discard(short.folder)
  })

  test('A11 who never ends the headers is cut off', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    socket.on('error', () => undefined)
    socket.resume()
    socket.write(head)
    await ended
  })

  test('A15 whose body bears no signature is refused before the body has come', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    const heard = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(String(chunk))))
    socket.on('error', () => undefined)
    socket.write('POST /webhooks/inbenta HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{')
    const answer = await heard
    expect(answer).toMatch(/^HTTP\/1.1 401 /)
    expect(answer).toMatch(/connection: close/i)
    socket.destroy()
  })

  test('A11 who says nothing, half a header or rubbish, and never closes their side, keeps no connection open', async () => {
    const { port } = new URL(server.url)
    const said = ['', 'POST /webhooks/inbenta HTTP/1.1\r\nHost: x\r\nX-Half', 'rubbish\r\n\r\n']
    const open = said.flatMap((words) =>
      Array.from({ length: 5 }, () => {
        // Half open is what a client is who ignores that the server has ended.
        const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
        let gone = false
        socket.on('error', () => (gone = true))
        let heard = ''
        socket.on('data', (chunk) => (heard += String(chunk)))
        if (words !== '') socket.write(words)
        const ended = new Promise<string>((resolve) => socket.on('end', () => resolve(heard)))
        return { socket, words, ended, gone: () => gone }
      }),
    )
    const heard = await Promise.all(open.map(async ({ words, ended }) => [words, await ended] as const))
    for (const [words, answer] of heard) {
      expect(answer).toMatch(words.startsWith('rubbish') ? /^HTTP\/1.1 400 / : /^HTTP\/1.1 408 /)
    }
    // Who writes to a connection that the other side has let go of is told so; while it is kept, nobody is.
    const kept = (): number => {
      for (const { socket } of open) socket.write('.')
      return open.filter(({ gone }) => !gone()).length
    }
    await expect.poll(kept, { timeout: 2000 }).toBe(0)
    for (const { socket } of open) socket.destroy()
  })

  test('A11 who hangs up in the middle leaves nothing behind', async () => {
    for (let i = 0; i < 20; i++) {
      await new Promise<void>((resolve) => {
        const request = httpRequest(`${server.url}/webhooks/inbenta`, {
          method: 'POST',
          headers: { 'content-length': '100000', 'x-hook-signature': 'a'.repeat(64) },
        })
        request.on('error', () => resolve())
        request.write('{"trigger":', () => request.destroy())
      })
    }
    expect(await server.ask(assignPayload([{ id: 'still-here' }]))).toBe('still-here')
  })
})

/** So many fields that are personal, in lists that are not too long. */
function named(count: number): string {
  return Array.from({ length: count }, () => `"name":"${(people += 1)}"`).join(',')
}

let people = 0

function twice(agent: object): object {
  return { ...documented, data: { ...documented.data, agents: [agent, agent] } }
}

function invalidUtf8(body: string): Uint8Array {
  const bytes = Buffer.from(body)
  bytes[bytes.indexOf('Olivia')] = 0xff
  return bytes
}
