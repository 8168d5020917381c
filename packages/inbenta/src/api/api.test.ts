import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { AgentChatApi } from './agent-chat-api.ts'
import { ApiError } from './api-error.ts'
import { DomainKeyApi } from './domain-key-api.ts'
import { requestAgent } from './request-agent.ts'
import { requestAgentQueued } from './request-agent-queued.ts'
import { routes } from './route.ts'
import { startScriptedPlatform, type ScriptedPlatform } from './testing/scripted-platform.ts'
import { pauseBefore, type Timing } from './timing.ts'

let platform: ScriptedPlatform
beforeAll(async () => void (platform = await startScriptedPlatform()))
afterAll(() => platform.end())

const credentials = { appId: 'app-1', secret: 'the-secret' }
const pauses: number[] = []
/** Pauses take no time, and a time-out never comes unless a test wants it. */
const timing: Timing = {
  wait: (ms, signal) => {
    if (ms === 10_000) return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
    pauses.push(ms)
    return Promise.resolve()
  },
  random: () => 0.5,
}

function api(): AgentChatApi {
  return new AgentChatApi({ url: platform.url, credentials, timing })
}

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ApiError)
  return error as ApiError
}

/** Every method of the whole API once, by the name of its route. */
const calls: Readonly<Record<keyof typeof routes, (on: AgentChatApi) => Promise<unknown>>> = {
  agentsAvailable: (on) => on.agentsAvailable({ roomIds: ['1'] }),
  agentsOnline: (on) => on.agentsOnline({ roomId: '1' }),
  loginAgent: (on) => on.loginAgent({}),
  validateApp: (on) => on.validateApp(),
  settings: (on) => on.settings(),
  createUser: (on) => on.createUser({ name: 'n' }),
  createChat: (on) => on.createChat({ room: '1', creator: 'u' }),
  assignChat: (on) => on.assignChat('c'),
  sendMessage: (on) => on.sendMessage({ chatId: 'c', sender: 'u', message: 'm' }),
  closeChat: (on) => on.closeChat('c'),
  logoutAgent: (on) => on.logoutAgent({}),
  agents: (on) => on.agents(),
  agent: (on) => on.agent('a'),
  chats: (on) => on.chats(),
  chat: (on) => on.chat('c'),
  messages: (on) => on.messages('c'),
  joinChat: (on) => on.joinChat({ chatId: 'c', userId: 'u' }),
  leaveChat: (on) => on.leaveChat({ chatId: 'c', userId: 'u' }),
  invite: (on) => on.invite({ chatId: 'c', userId: 'u' }),
  acceptInvitation: (on) => on.acceptInvitation({ chatId: 'c', userId: 'u' }),
  rejectInvitation: (on) => on.rejectInvitation({ chatId: 'c', userId: 'u' }),
  queueStatus: (on) => on.queueStatus(),
  queueUpdate: (on) => on.queueUpdate('c'),
  users: (on) => on.users({}),
  user: (on) => on.user('u'),
  webhooks: (on) => on.webhooks(),
  registerWebhook: (on) => on.registerWebhook({ target: 'http://127.0.0.1/', events: [] }),
}
const names = Object.keys(routes) as (keyof typeof routes)[]

describe('who calls', () => {
  it('CL1 sends app id and secret, or app id and domain key, with every call', async () => {
    platform.answers({ json: { settings: {} } })
    await api().settings()
    const domain = new DomainKeyApi({ url: platform.url, credentials: { appId: 'app-1', domainKey: 'dk' }, timing })
    await domain.settings()
    const [bySecret, byKey] = platform.asked
    expect(bySecret?.headers).toMatchObject({ 'x-hyper-appid': 'app-1', 'x-hyper-secret': 'the-secret' })
    expect(bySecret?.headers).not.toHaveProperty('x-hyper-key')
    expect(byKey?.headers).toMatchObject({ 'x-hyper-appid': 'app-1', 'x-hyper-key': 'dk' })
    expect(byKey?.headers).not.toHaveProperty('x-hyper-secret')
  })

  it('CL1 no credential is in any error', async () => {
    for (const answer of [{ status: 403, text: 'no' }, 'hang-up', { text: '<html>' }] as const) {
      platform.answers(answer)
      const error = await failureOf(api().createUser({ name: 'n' }))
      expect(`${error.message}${error.stack}`).not.toContain('the-secret')
    }
    expect(() => new AgentChatApi({ url: platform.url, credentials: { appId: 'a', secret: 'x y' } })).toThrow(
      /^credentials\.secret: expected printable text without spaces$/,
    )
  })

  it('CL1 a redirect is not followed, as it would carry the secret elsewhere', async () => {
    platform.answers({ status: 307, headers: { location: `${platform.url}/elsewhere` } })
    expect(await failureOf(api().chat('c'))).toMatchObject({ kind: 'refused', status: 307 })
    expect(platform.asked).toHaveLength(1)
  })

  it('CL2 a domain key opens the six documented routes and nothing else: neither the types nor the connection let it', async () => {
    const open = names.filter((name) => routes[name].domainKey)
    expect(open.map((name) => `${routes[name].method} ${routes[name].path}`).sort()).toEqual([
      'GET /agents/available',
      'GET /agents/online',
      'GET /apps/{appId}/validate',
      'GET /settings',
      'POST /agents/login',
      'POST /users',
    ])
    expectTypeOf<DomainKeyApi>().not.toHaveProperty('createChat')
    expectTypeOf<{ appId: string; domainKey: string }>().not.toExtend<
      ConstructorParameters<typeof AgentChatApi>[0]['credentials']
    >()
    const key = { appId: 'a', domainKey: 'k' }
    expect(() => new AgentChatApi({ url: platform.url, credentials: key as never })).toThrow(
      /^credentials\.secret: expected the secret; a domain key opens six routes only: use DomainKeyApi$/,
    )
    const domain = new DomainKeyApi({ url: platform.url, credentials: key, timing })
    platform.answers({ status: 500 })
    for (const name of names) {
      const call = AgentChatApi.prototype[name as 'chats'].call(domain as AgentChatApi, ...(['x', {}] as unknown as []))
      const error = await call.then(undefined, (thrown: unknown) => thrown)
      const kind = routes[name].domainKey ? 'refused' : 'needs-secret'
      if (error instanceof ApiError) expect([name, error.kind]).toEqual([name, kind])
      else expect([name, error]).toEqual([name, expect.any(TypeError)])
    }
    expect(new Set(platform.asked.map(({ path }) => path)).size).toBeLessThanOrEqual(open.length)
  })
})

describe('what is sent', () => {
  it('CL3 the documented requests are sent as the documents show them', async () => {
    const sent = async (call: (on: AgentChatApi) => Promise<unknown>, json: unknown): Promise<string> => {
      platform.answers({ json })
      await call(api())
      const { method, path, headers, body } = platform.asked[0]!
      return `${method} ${path} ${headers['content-type'] ?? '–'} ${body}`
    }
    const json = 'application/json'
    expect(await sent((on) => on.agentsAvailable({ roomIds: ['1', '2'] }), { agents: {} })).toBe(
      'GET /v1/agents/available?roomIds=1%2C2 – ',
    )
    expect(await sent((on) => on.agentsOnline({ roomId: '1' }), { agentsOnline: true })).toBe(
      'GET /v1/agents/online?roomId=1 – ',
    )
    expect(await sent((on) => on.createUser({ name: 'username' }), { user: { id: 'u' } })).toBe(
      `POST /v1/users ${json} {"name":"username"}`,
    )
    expect(await sent((on) => on.createChat({ room: 'r', creator: 'u' }), { chat: { id: 'c' } })).toBe(
      `POST /v1/chats ${json} {"room":"r","creator":"u"}`,
    )
    expect(await sent((on) => on.assignChat('c'), {})).toBe('GET /v1/chats/c/assign – ')
    expect(
      await sent((on) => on.sendMessage({ chatId: 'c', sender: 'u', message: 'hello' }), { message: { id: 'm' } }),
    ).toBe(`POST /v1/chats/c/messages ${json} {"chatId":"c","sender":"u","message":"hello"}`)
    expect(await sent((on) => on.closeChat('c', { userId: 'u' }), {})).toBe(`DELETE /v1/chats/c ${json} {"userId":"u"}`)
    expect(await sent((on) => on.closeChat('c'), {})).toBe('DELETE /v1/chats/c – ')
    expect(await sent((on) => on.validateApp(), {})).toBe('GET /v1/apps/app-1/validate – ')
  })

  it('CL4 an id cannot lead to another route', async () => {
    platform.answers({ json: { chat: { id: 'c' } } })
    for (const id of ['', '.', '..']) {
      await expect(api().chat(id)).rejects.toThrow(/^GET \/chats\/\{chatId\}: chatId: expected an id, got /)
    }
    expect(platform.asked).toHaveLength(0)
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }), async (id) => {
        fc.pre(id !== '.' && id !== '..' && id.isWellFormed())
        platform.answers({ json: { chat: { id: 'c' } } })
        await api().chat(id)
        const { path } = platform.asked[0]!
        expect(path.split('/')).toHaveLength(4)
        expect(decodeURIComponent(path.slice('/v1/chats/'.length))).toBe(id)
      }),
      { seed: 4, numRuns: 100 },
    )
  })
})

describe('what comes back', () => {
  it('CL5 an error object becomes an error with status, code, message and route', async () => {
    platform.answers({ status: 409, json: { error: { code: 17, message: 'User already has a chat' } } })
    const error = await failureOf(api().createChat({ room: '1', creator: 'u' }))
    expect(error).toMatchObject({ kind: 'refused', status: 409, code: 17, reason: 'User already has a chat' })
    expect(error.message).toBe('POST /chats: 409, User already has a chat')
  })

  it('CL5 whatever comes instead is told in one line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 400, max: 599 }), async (text, status) => {
        // Of a proxy, which fetch keeps to itself.
        fc.pre(status !== 407)
        platform.answers({ status, text })
        const error = await failureOf(api().createUser({ name: 'n' }))
        expect([error.kind, error.status]).toEqual(['refused', status])
        expect(error.message).toMatch(/^POST \/users: \d{3}, [^\p{C}]+$/u)
      }),
      { seed: 5, numRuns: 200 },
    )
  })

  it('CL5 a success that is not what it must be is unreadable, with the place', async () => {
    platform.answers({ text: '<html>' })
    expect((await failureOf(api().users({}))).message).toBe('GET /users: 200, expected JSON, got something else')
    platform.answers({ json: { users: [{ id: 'u' }, {}] } })
    expect(await failureOf(api().users({}))).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('users.1.id'),
    })
    platform.answers({ json: { users: [{ id: 7, extra: [] }] } })
    expect(await api().users({})).toEqual([{ id: '7', extra: [] }])
  })

  it('CL6 the quota headers are read, kept and part of errors', async () => {
    const headers = { 'x-quota-usage': '12.5', 'x-quota-reset': '1776151041', 'x-throttle-usage': '100' }
    const on = api()
    expect(on.quota).toBeUndefined()
    platform.answers({ json: { settings: {} }, headers })
    await on.settings()
    const quota = { usage: 12.5, reset: 1776151041, throttleUsage: 100 }
    expect(on.quota).toEqual(quota)
    platform.answers({ status: 400, headers: { 'x-throttle-usage': '' } })
    expect((await failureOf(on.createUser({ name: 'n' }))).quota).toEqual(quota)
  })
})

describe('time and repeats', () => {
  it('CL7 a try that is not answered in time ends as a timeout', async () => {
    platform.answers('silence')
    const late = new AgentChatApi({
      url: platform.url,
      credentials,
      timing: { wait: () => Promise.resolve(), random: () => 0 },
    })
    const error = await failureOf(late.createUser({ name: 'n' }, { timeoutMs: 1234 }))
    expect(error.message).toBe('POST /users: no answer within 1234 ms')
  })

  it('CL7 the caller ends a call, or its wait for the next try, with a signal and gets its reason', async () => {
    const stop = new AbortController()
    platform.answers('silence')
    const call = api().chat('c', { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
    const again = new AbortController()
    platform.answers({ status: 503 })
    const waiting = new AgentChatApi({
      url: platform.url,
      credentials,
      timing: {
        ...timing,
        wait: async (ms, signal) => {
          if (ms !== 10_000) again.abort(new Error('no longer'))
          else await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
        },
      },
    })
    await expect(waiting.chat('c', { signal: again.signal })).rejects.toThrow('no longer')
    expect(platform.asked).toHaveLength(1)
  })

  it('CL8 only what does no harm twice is sent again: GETs but the search for an agent, DELETE, and what has a reason', async () => {
    const sent: Record<string, number> = {}
    for (const name of names) {
      platform.answers({ status: 503 })
      await failureOf(calls[name](api()))
      sent[name] = platform.asked.length
    }
    const repeated = names.filter((name) => sent[name] === 3)
    expect(names.filter((name) => sent[name] !== 3 && sent[name] !== 1)).toEqual([])
    for (const name of repeated) expect(['GET', 'DELETE']).toContain(routes[name].method)
    expect(names.filter((name) => !repeated.includes(name) && routes[name].method === 'GET')).toEqual(['assignChat'])
    platform.answers({ status: 503 })
    await failureOf(api().createUser({ name: 'n' }, { idempotentBecause: 'externalId is unique' }))
    expect(platform.asked).toHaveLength(3)
  })

  it('CL8 a try may go better later after 429, 502, 503, 504, a lost connection or silence, and after nothing else', async () => {
    for (const status of [400, 401, 403, 404, 409, 429, 500, 502, 503, 504]) {
      platform.answers({ status }, { json: { chat: { id: 'c' } } })
      const done = await api()
        .chat('c')
        .then(
          () => true,
          () => false,
        )
      expect([status, done]).toEqual([status, [429, 502, 503, 504].includes(status)])
    }
    platform.answers('hang-up', { json: { chat: { id: 'c' } } })
    expect(await api().chat('c')).toEqual({ id: 'c' })
  })

  it('CL9 pauses grow and are spread; Retry-After is kept, up to 30 s', async () => {
    pauses.length = 0
    platform.answers({ status: 503 })
    await failureOf(api().chat('c'))
    expect(pauses).toEqual([100, 200])
    fc.assert(
      fc.property(fc.nat(20), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, lot) => {
        const pause = pauseBefore(tries, null, () => lot)
        expect(pause).toBeGreaterThanOrEqual(0)
        expect(pause).toBeLessThan(Math.min(200 * 2 ** tries, 30_000))
      }),
      { seed: 9, numRuns: 300 },
    )
    expect(
      ['2', '0', '9999', 'Wed, 21 Oct 2026 07:28:00 GMT'].map((asked) => pauseBefore(0, asked, () => 0.5)),
    ).toEqual([2000, 0, 30_000, 100])
  })
})

describe('the documented ways', () => {
  const wanted = { room: '1', user: { name: 'Eva', externalId: 'crm-7' } }
  const path = (): readonly string[] => platform.asked.map(({ method, path }) => `${method} ${path}`)

  it('CL10 without queue mode: available, user, chat, search', async () => {
    const agent = { id: 'a' }
    platform.answers(
      { json: { agents: { '1': 2 } } },
      { json: { users: [] } },
      { json: { user: { id: 'u' } } },
      { json: { chat: { id: 'c' } } },
      { json: { agent } },
    )
    expect(await requestAgent(api(), wanted)).toEqual({ kind: 'invited', user: { id: 'u' }, chat: { id: 'c' }, agent })
    expect(path()).toEqual([
      'GET /v1/agents/available?roomIds=1',
      'GET /v1/users?externalId=crm-7',
      'POST /v1/users',
      'POST /v1/chats',
      'GET /v1/chats/c/assign',
    ])
  })

  it('CL10 where nobody is available no chat is made, and one for which nobody is found is closed', async () => {
    platform.answers({ json: { agents: { '1': 0 } } })
    expect(await requestAgent(api(), wanted)).toEqual({ kind: 'unavailable' })
    expect(platform.asked).toHaveLength(1)
    platform.answers(
      { json: { agents: { '1': 1 } } },
      { json: { users: [{ id: 'u' }] } },
      { json: { chat: { id: 'c' } } },
      { json: {} },
      { json: {} },
    )
    expect(await requestAgent(api(), wanted)).toMatchObject({ kind: 'nobody', user: { id: 'u' } })
    expect(path().slice(-2)).toEqual(['GET /v1/chats/c/assign', 'DELETE /v1/chats/c'])
  })

  it('CL10 in queue mode: online, user, chat; a user made meanwhile is found', async () => {
    platform.answers(
      { json: { agentsOnline: true } },
      { json: { users: [] } },
      { status: 409, json: { error: { code: 409, message: 'exists' } } },
      { json: { users: [{ id: 'u' }] } },
      { json: { chat: { id: 'c' } } },
    )
    expect(await requestAgentQueued(api(), wanted)).toEqual({ kind: 'queued', user: { id: 'u' }, chat: { id: 'c' } })
    platform.answers({ json: { agentsOnline: false } })
    expect(await requestAgentQueued(api(), { ...wanted, lang: 'es' })).toEqual({ kind: 'unavailable' })
    expect(path()).toEqual(['GET /v1/agents/online?roomId=1&lang=es'])
  })
})
