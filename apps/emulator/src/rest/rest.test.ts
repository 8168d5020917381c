import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmulator, type Emulator } from '../emulator.ts'
import { talkTo } from '../testing/talk-to.ts'
import { threeAgents, threeProfiles } from '../three-agents.ts'

let emulator: Emulator
let talk: ReturnType<typeof talkTo>
beforeAll(async () => {
  emulator = await startEmulator({ agents: threeAgents, profiles: threeProfiles })
  talk = talkTo(emulator)
})
afterAll(() => emulator.stop())

const error = (status: number, message: RegExp): object => ({
  status,
  body: { error: { code: status, message: expect.stringMatching(message) } },
})

describe('who may call what', () => {
  const routes = [
    ['GET', '/agents/available?roomIds=1', undefined],
    ['GET', '/agents/online?roomId=1', undefined],
    ['POST', '/agents/login', { userId: 'agent-ana' }],
    ['GET', '/settings', undefined],
    ['POST', '/users', { name: 'A' }],
  ] as const
  const secretRoutes = [
    ['GET', '/agents'],
    ['POST', '/agents/logout'],
    ['GET', '/users'],
    ['POST', '/chats'],
    ['GET', '/chats/x'],
    ['GET', '/chats/x/assign'],
    ['POST', '/chats/x/messages'],
    ['DELETE', '/chats/x'],
    ['POST', '/invitations/accept'],
    ['POST', '/invitations/reject'],
    ['GET', '/webhooks'],
    ['POST', '/webhooks'],
  ] as const

  test.each(routes)('EM3 a domain key opens what is documented: %s %s', async (method, path, body) => {
    expect((await talk.call(method, path, body, talk.withKey)).status).toBe(200)
    const appIdAlone = { 'x-hyper-appId': emulator.credentials.appId }
    expect((await talk.call(method, path, body, appIdAlone)).status).toBe(200)
  })

  test('EM3 a domain key validates the app', async () => {
    const { appId } = emulator.credentials
    expect((await talk.call('GET', `/apps/${appId}/validate`, undefined, talk.withKey)).status).toBe(200)
    expect(await talk.call('GET', '/apps/other/validate')).toEqual(error(404, /no such app/))
  })

  test.each(secretRoutes)('EM3 a domain key opens nothing else: %s %s', async (method, path) => {
    expect(await talk.call(method, path, method === 'GET' ? undefined : {}, talk.withKey)).toEqual(error(403, /secret/))
  })

  test('EM3 a domain key sees queue and languages of the settings, the secret sees all', async () => {
    const { body } = await talk.call('GET', '/settings', undefined, talk.withKey)
    expect(body).toEqual({ settings: { queue: { active: true }, languages: [] } })
    expect((await talk.call('GET', '/settings')).body.settings).toMatchObject({
      rooms: ['1', '2'],
      chat: { interval: 30 },
    })
  })

  test.each([...routes.map(([method, path]) => [method, path] as const), ...secretRoutes])(
    'EM4 a missing or wrong header is refused: %s %s',
    async (method, path) => {
      const { appId, secret } = emulator.credentials
      const body = method === 'GET' ? undefined : {}
      const without = (headers: Readonly<Record<string, string>>) => talk.call(method, path, body, headers)
      expect(await without({ 'x-hyper-secret': secret })).toEqual(error(401, /x-hyper-appId is missing/))
      expect(await without({ 'x-hyper-appId': 'other', 'x-hyper-secret': secret })).toEqual(error(401, /no app/))
      expect(await without({ 'x-hyper-appId': appId, 'x-hyper-secret': `${secret}x` })).toEqual(error(401, /wrong/))
      expect(await without({ 'x-hyper-appId': appId, 'x-hyper-key': 'x' })).toEqual(error(401, /wrong/))
    },
  )

  test('EM4 a secret-only route without a secret is refused', async () => {
    const { appId } = emulator.credentials
    expect(await talk.call('GET', '/chats', undefined, { 'x-hyper-appId': appId })).toEqual(
      error(401, /secret is missing/),
    )
  })
})

describe('what is not granted', () => {
  test('EM4 chats, users, agents and routes that are not there', async () => {
    for (const [method, path, body] of [
      ['GET', '/chats/none', undefined],
      ['DELETE', '/chats/none', undefined],
      ['GET', '/chats/none/assign', undefined],
      ['POST', '/chats/none/messages', { sender: 'a', message: 'b' }],
      ['POST', '/invitations/accept', { chatId: 'none', userId: 'agent-ana' }],
      ['GET', '/users/none', undefined],
      ['GET', '/agents/none', undefined],
      ['POST', '/agents/login', { userId: 'none' }],
      ['POST', '/chats', { room: '1', creator: 'none' }],
      ['GET', '/webhooks/none', undefined],
      ['GET', '/nothing', undefined],
    ] as const) {
      expect(await talk.call(method, path, body), `${method} ${path}`).toEqual(error(404, /no/))
    }
  })

  test('EM4 bodies that cannot be read name what is wrong', async () => {
    expect(await talk.call('POST', '/users', '{')).toEqual(error(400, /expected JSON/))
    expect(await talk.call('POST', '/users', {})).toEqual(error(400, /^name: /))
    expect(await talk.call('POST', '/chats', { room: '1' })).toEqual(error(400, /^creator: /))
    const { creator } = await talk.chat()
    expect(await talk.call('POST', '/chats', { room: '99', creator })).toEqual(error(400, /^room: /))
    expect(await talk.call('POST', '/webhooks', { target: 'ftp://x', events: ['chats:assign'] })).toEqual(
      error(400, /^target: /),
    )
    expect(await talk.call('POST', '/webhooks', { target: 'http://127.0.0.1:1', events: ['x'] })).toEqual(
      error(400, /^events: /),
    )
    const nested = (levels: number): string =>
      `{"name":"N","extraInfo":{"x":${'['.repeat(levels)}${']'.repeat(levels)}}}`
    for (const body of [nested(50_000), nested(199), nested(1).replace('[', '['.repeat(50_000))]) {
      expect(await talk.call('POST', '/users', body)).toEqual(error(400, /nesting/))
    }
    for (const body of [nested(198), `{"name":"${'\\"['.repeat(300)}"}`]) {
      expect((await talk.call('POST', '/users', body)).status).toBe(200)
    }
    expect(await talk.call('POST', '/users', JSON.stringify({ name: 'x'.repeat(2 ** 20) }))).toEqual(
      error(413, /large/),
    )
  })

  test('EM4 a closed chat takes nothing more', async () => {
    const { creator, id } = await talk.chat()
    expect((await talk.call('DELETE', `/chats/${id}`)).body.chat.status).toBe('closed')
    for (const [method, path, body] of [
      ['DELETE', `/chats/${id}`, undefined],
      ['GET', `/chats/${id}/assign`, undefined],
      ['POST', `/chats/${id}/messages`, { sender: creator, message: 'too late' }],
      ['POST', '/invitations/accept', { chatId: id, userId: 'agent-ana' }],
    ] as const) {
      expect(await talk.call(method, path, body), `${method} ${path}`).toEqual(error(409, /closed/))
    }
  })

  test('EM4 a user has one chat at a time, and one external id', async () => {
    const { creator, id } = await talk.chat()
    expect(await talk.call('POST', '/chats', { room: '1', creator })).toEqual(error(409, /^User already has a chat$/))
    await talk.call('DELETE', `/chats/${id}`, { userId: creator })
    expect((await talk.call('POST', '/chats', { room: '1', creator })).status).toBe(200)
    expect((await talk.call('POST', '/users', { name: 'Ann', externalId: 'e-1' })).status).toBe(200)
    expect(await talk.call('POST', '/users', { name: 'Ann', externalId: 'e-1' })).toEqual(error(409, /exists/))
    expect((await talk.call('GET', '/users?externalId=e-1')).body.users).toHaveLength(1)
    expect((await talk.call('GET', '/users?externalId=e-2')).body.users).toEqual([])
  })

  test('EM4 a stranger says nothing in a chat, and accepts none', async () => {
    const { id } = await talk.chat()
    expect(await talk.call('POST', `/chats/${id}/messages`, { sender: 'somebody', message: 'hello' })).toEqual(
      error(403, /not in the chat/),
    )
    const { usersInvited } = await talk.look(id)
    const other = ['agent-ana', 'agent-ben', 'agent-eva'].find((one) => !(usersInvited as string[]).includes(one))
    expect(await talk.call('POST', '/invitations/accept', { chatId: id, userId: other })).toEqual(
      error(409, /not invited/),
    )
  })
})

test('EM5 the documented flow: available, a user, a chat, accepted, talked in, closed by its customer', async () => {
  const own = await startEmulator({ agents: threeAgents })
  const { call, look, withKey } = talkTo(own)
  expect((await call('GET', '/agents/available?roomIds=1,2,9', undefined, withKey)).body).toEqual({
    agents: { 1: 3, 2: 3, 9: 0 },
  })
  expect((await call('GET', '/agents/online?roomId=1', undefined, withKey)).body).toEqual({ agentsOnline: true })
  expect((await call('GET', '/agents/online?roomId=9', undefined, withKey)).body).toEqual({ agentsOnline: false })
  const { user, session } = (await call('POST', '/users/', { name: 'Zoe', externalId: 'z' }, withKey)).body
  expect([user.name, user.externalId, user.chats, typeof session.token]).toEqual(['Zoe', 'z', [], 'string'])
  const opened = await call('POST', '/chats/', { room: 1, creator: user.id, lang: 'EN', source: 7, externalId: 'x-1' })
  const { chat } = opened.body
  expect(chat).toMatchObject({
    room: '1',
    lang: 'EN',
    source: 7,
    externalId: 'x-1',
    status: 'waiting',
    inQueue: true,
    attended: '',
  })
  const [invited] = chat.usersInvited as [string]
  expect((await call('GET', `/chats/${chat.id}/assign`)).body.agent).toMatchObject({ id: invited, capacity: 2 })
  const accepted = await call('POST', '/invitations/accept', { chatId: chat.id, userId: invited })
  expect(accepted.body.chat).toMatchObject({ status: 'active', solver: invited, users: [user.id, invited] })
  const said = await call('POST', `/chats/${chat.id}/messages`, { chatId: chat.id, sender: user.id, message: 'hello' })
  expect(said.body.message).toMatchObject({ chat: chat.id, sender: user.id, type: 'text', message: 'hello' })
  await call('POST', `/chats/${chat.id}/messages`, { chatId: chat.id, sender: invited, message: 'hello Zoe' })
  const { messages } = (await call('GET', `/chats/${chat.id}/messages`)).body
  expect(messages.map(({ message }: { message: string }) => message)).toEqual(['hello', 'hello Zoe'])
  expect((await call('DELETE', `/chats/${chat.id}`, { userId: user.id })).body.chat.status).toBe('closed')
  expect(await look(chat.id)).toMatchObject({
    status: 'closed',
    closed: expect.any(Number),
    attended: expect.any(Number),
  })
  await own.stop()
})

test('EM5 without queue mode an agent is searched for on request, a refusal jumps on, and forever alone may be searched again', async () => {
  const own = await startEmulator({ agents: threeAgents, settings: { mode: 'search', maxAttempts: 2 } })
  const { call, chat, look } = talkTo(own)
  const { id } = await chat()
  expect((await look(id))['usersInvited']).toEqual([])
  const first = (await call('GET', `/chats/${id}/assign`)).body.agent.id as string
  await call('POST', '/invitations/reject', { chatId: id, userId: first })
  const second = (await call('GET', `/chats/${id}/assign`)).body.agent.id as string
  expect(second).not.toBe(first)
  expect((await look(id))['rejectedBy']).toEqual([first])
  await call('POST', '/invitations/reject', { chatId: id, userId: second })
  expect(await look(id)).toMatchObject({ status: 'waiting' })
  expect((await call('GET', `/chats/${id}/assign`)).body.agent.id).toEqual(expect.any(String))
  for (const agent of ['agent-ana', 'agent-ben', 'agent-eva']) await call('POST', '/agents/logout', { userId: agent })
  const { id: lonely } = await chat('2')
  expect(await call('GET', `/chats/${lonely}/assign`)).toEqual({ status: 200, body: {} })
  await own.stop()
})

test('EM5 an agent who logs out loses the invitation, and one who comes gets who waits', async () => {
  const own = await startEmulator({ agents: threeAgents.slice(0, 2) })
  const { call, chat, look } = talkTo(own)
  const { id } = await chat()
  const [first] = (await look(id))['usersInvited'] as [string]
  const other = first === 'agent-ana' ? 'agent-ben' : 'agent-ana'
  await call('POST', '/agents/logout', { userId: first })
  expect((await look(id))['usersInvited']).toEqual([first, other])
  await call('POST', '/agents/logout', { userId: other })
  expect((await call('GET', `/queues/update/${id}`)).body).toMatchObject({ queuePosition: 0 })
  await call('POST', '/agents/login', { userId: first })
  await call('POST', '/invitations/accept', { chatId: id, userId: first })
  expect(await look(id)).toMatchObject({ status: 'active', solver: first })
  await own.stop()
})
