import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Asks } from './aivo/asks.ts'
import { createServer, openapi, secretsInMemory } from './index.ts'
import { builtin } from '@pointsman/core'
import { Roster } from './roster/roster.ts'
import { inline } from './server.ts'

const packages = fileURLToPath(new URL('../../', import.meta.url))

/** Every module that the file leads to, by what it imports: our own files are followed, the rest is named. */
function reach(file: string, seen: Set<string>, outside: Set<string>): void {
  if (seen.has(file)) return
  seen.add(file)
  const source = readFileSync(file, 'utf8')
  for (const [statement, specifier = ''] of source.matchAll(/(?:import|export)[^;'"]*?from '([^']+)'/g)) {
    // What is a type only is gone when it runs.
    if (/^(?:import|export) type /.test(statement)) continue
    if (specifier.startsWith('.')) reach(resolve(dirname(file), specifier), seen, outside)
    else if (specifier.startsWith('@pointsman/')) {
      reach(resolve(packages, specifier.slice('@pointsman/'.length), 'src/index.ts'), seen, outside)
    } else outside.add(specifier)
  }
}

const agents = [{ id: 'a', status: 'online', capacity: 2, restrictions: { rooms: ['1'] } }]
const payload = JSON.stringify({
  trigger: 'chats:assign',
  created_at: 1_776_151_041,
  data: { agents, chat: { id: 'c', room: '1', lang: 'en', created: 1_776_151_040 } },
})
const secret = 'a-secret'
const signature = createHmac('sha256', secret).update(payload).digest('hex')

describe('the server without Node', () => {
  test('A14 leads to no module of Node’s', () => {
    const outside = new Set<string>()
    const seen = new Set<string>()
    reach(fileURLToPath(new URL('./index.ts', import.meta.url)), seen, outside)
    expect([...outside].filter((name) => isBuiltin(name))).toEqual([])
    expect([...outside]).toEqual(expect.arrayContaining(['hono', 'hono/streaming']))
    expect(seen.size).toBeGreaterThan(60)
  })

  test('A14 answers a request as fetch handlers of other runtimes get it: nothing but a Request', async () => {
    const server = createServer({ secrets: secretsInMemory([secret]) })
    const post = (headers: Record<string, string>, body: string = payload): Promise<Response> =>
      Promise.resolve(
        server.fetch(new Request('https://any.example/webhooks/inbenta', { method: 'POST', headers, body })),
      )
    const response = await post({ 'x-hook-signature': signature })
    expect([response.status, await response.json()]).toEqual([200, { agentId: 'a' }])
    expect((await post({ 'x-hook-signature': 'f'.repeat(64) })).status).toBe(401)
    expect((await post({ 'x-hook-signature': signature }, `${payload} `)).status).toBe(401)
    await server.close()
  })

  test('A9 refuses a body that is too large, announced or not', async () => {
    const server = createServer({ secrets: secretsInMemory([secret]), mostBytes: 1000 })
    const announced = new Request('https://any.example/webhooks/inbenta', {
      method: 'POST',
      headers: { 'x-hook-signature': signature },
      body: 'x'.repeat(1001),
    })
    expect((await server.fetch(announced)).status).toBe(413)
    const chunks = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(400)),
    })
    const streamed = new Request('https://any.example/webhooks/inbenta', {
      method: 'POST',
      headers: { 'x-hook-signature': signature },
      body: chunks,
      duplex: 'half',
    } as RequestInit)
    expect((await server.fetch(streamed)).status).toBe(413)
    await server.close()
  })

  test('A11 gives up a body that does not come', async () => {
    const server = createServer({ secrets: secretsInMemory([secret]), budgetMs: 50 })
    const never = new Request('https://any.example/webhooks/inbenta', {
      method: 'POST',
      headers: { 'x-hook-signature': signature },
      body: new ReadableStream({}),
      duplex: 'half',
    } as RequestInit)
    expect((await server.fetch(never)).status).toBe(408)
    await server.close()
  })

  test('D11 that stalls past the budget answers with a blank, promises nobody anything, and is not ready', async () => {
    let elapsed = 0
    const clock = { now: () => 1_776_151_041_000, elapsed: () => elapsed }
    const server = createServer({
      secrets: secretsInMemory([secret]),
      clock,
      text: (bytes) => {
        elapsed += 4000
        return new TextDecoder().decode(bytes)
      },
    })
    const headers = { 'x-hook-signature': signature }
    const request = new Request('https://any.example/webhooks/inbenta', { method: 'POST', headers, body: payload })
    expect(await (await server.fetch(request)).json()).toEqual({ agentId: '' })
    expect(server.metrics.misses.value()).toBe(1)
    expect(server.metrics.expose()).toContain('pointsman_reservations 0')
    expect(server.ready()).toBe(false)
    elapsed += 20_000
    expect(server.ready()).toBe(true)
    await server.close()
  })

  test('D12 passes as its strategy does, without asking the fallback', async () => {
    const strategy = builtin('skill-match')
    const server = createServer({
      secrets: secretsInMemory([secret]),
      ...(strategy === undefined ? {} : { strategy: inline(strategy, '1') }),
    })
    const nobody = payload.replace('"rooms":["1"]', '"rooms":["2"]')
    const response = await server.fetch(
      new Request('https://any.example/webhooks/inbenta', {
        method: 'POST',
        headers: { 'x-hook-signature': createHmac('sha256', secret).update(nobody).digest('hex') },
        body: nobody,
      }),
    )
    expect(await response.json()).toEqual({ agentId: '' })
    expect(server.metrics.decisions.value('skill-match', 'pass', 'none-admitted', 'false')).toBe(1)
    await server.close()
  })

  test('O9 has an OpenAPI document with every route, and no other', async () => {
    const roster = new Roster([
      { id: 'ana', name: '', slots: 1, queues: [], languages: [], skills: {}, status: 'online' },
    ])
    const nothing = (): Promise<void> => Promise.resolve()
    const shelf = { load: () => Promise.resolve([]), add: nothing, note: nothing, replace: nothing, bury: nothing }
    const aivoQueue = {
      asks: await Asks.open({ ...shelf, close: nothing }),
      botId: 1,
      call: () => Promise.resolve('room'),
    }
    const chatlayer = { verifyToken: 'v', payload: {}, to: roster }
    const server = createServer({ adminToken: 't', aivoQueue, chatlayer })
    const document = (await (
      await server.fetch(new Request('https://any.example/openapi.json'))
    ).json()) as typeof openapi
    expect(document).toEqual(JSON.parse(JSON.stringify(openapi)))
    const headers = { authorization: 'Bearer t' }
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
        const address = `https://any.example${path.replace(/\{\w+\}/, 'ana')}?challenge.verifyToken=v`
        const response = await server.fetch(new Request(address, { headers, method }))
        const answer = response.headers.get('content-type')?.includes('event-stream') ? '' : await response.text()
        expect(`${method} ${path}: ${answer}`).not.toContain('there is nothing here')
        if (method === 'GET' && path !== '/webhooks/inbenta') expect([path, response.status]).toEqual([path, 200])
        await response.body?.cancel().catch(() => undefined)
      }
    }
    const documented = Object.keys(document.paths).map((path) => path.replace(/\{(\w+)\}/, ':$1'))
    expect(server.routes().toSorted()).toEqual(documented.toSorted())
    await server.close()
  })
})
