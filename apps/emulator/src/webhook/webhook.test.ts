import { afterEach, describe, expect, test } from 'vitest'
import { startEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts'
import { startWebhook, type Say, type TestWebhook } from '../testing/start-webhook.ts'
import { talkTo } from '../testing/talk-to.ts'
import { threeAgents } from '../three-agents.ts'
import { readAnswer } from './read-answer.ts'
import { triggers } from './triggers.ts'

const open: { end(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.end()
})

async function emulator(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const started = await startEmulator({ agents: threeAgents, timeoutMs: 300, ...options })
  open.push({ end: () => started.stop() })
  return started
}

async function webhook(say: Say, echo?: (secret: string) => string): Promise<TestWebhook> {
  const started = await startWebhook(say, echo)
  open.push(started)
  return started
}

const everything = [...triggers]

describe('a webhook', () => {
  test('EM6 is registered by a handshake, listed, changed, and refused where it does not give the secret back', async () => {
    const own = await emulator()
    const { call } = talkTo(own)
    const hook = await webhook(() => '')
    const { body } = await call('POST', '/webhooks', { target: hook.url, events: ['chats:assign', 'chats:close'] })
    expect(hook.secret).toMatch(/^[0-9a-f]{48}$/)
    expect((await call('GET', '/webhooks')).body).toEqual({ webhooks: [body.webhook] })
    const changed = await call('PUT', `/webhooks/${body.webhook.id}`, { events: 'chats:assign, messages:new' })
    expect(changed.body.webhook.events).toEqual(['chats:assign', 'messages:new'])
    const wrong = await webhook(
      () => '',
      (secret) => `${secret}x`,
    )
    const refused = await call('POST', '/webhooks', { target: wrong.url, events: ['chats:assign'] })
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringContaining('did not give the secret'),
    ])
    const nobody = await call('POST', '/webhooks', { target: 'http://127.0.0.1:1/', events: ['chats:assign'] })
    expect([nobody.status, nobody.body.error.message]).toEqual([400, expect.stringContaining('ECONNREFUSED')])
    expect((await call('GET', '/webhooks')).body.webhooks).toHaveLength(1)
  })

  test('EM7 gets the documented payload, signed, and whom it names is invited', async () => {
    const own = await emulator()
    const { call, chat, look } = talkTo(own)
    const hook = await webhook(() => '{"agentId":"agent-eva"}')
    await call('POST', '/webhooks', { target: hook.url, events: ['chats:assign'] })
    const { creator, id } = await chat('2', { lang: 'es', externalId: 'x' })
    await expect.poll(() => look(id)).toMatchObject({ usersInvited: ['agent-eva'] })
    const [asked] = hook.came
    expect(asked).toMatchObject({ trigger: 'chats:assign', appId: own.credentials.appId, fits: true })
    const { agents, chat: posted } = asked?.data as { agents: object[]; chat: object }
    expect(agents).toHaveLength(3)
    expect(Object.keys(agents[0] as object).toSorted()).toEqual(documentedAgent)
    expect(Object.keys(posted).toSorted()).toEqual(documentedChat)
    expect(posted).toMatchObject({
      id,
      creator,
      room: '2',
      lang: 'es',
      externalId: 'x',
      status: 'waiting',
      users: [creator],
    })
    expect(Number.isInteger(asked?.created_at)).toBe(true)
    expect(own.answers).toMatchObject({ asked: 1, honoured: 1 })
  })

  test('EM8 is told of everything it is registered for, in the order of each chat', async () => {
    const own = await emulator()
    const { call, chat } = talkTo(own)
    const hook = await webhook(() => '{"agentId":"agent-ben"}')
    await call('POST', '/webhooks', { target: hook.url, events: everything })
    const { creator, id } = await chat()
    await expect.poll(() => own.answers.honoured).toBe(1)
    await call('POST', '/invitations/reject', { chatId: id, userId: 'agent-ben' })
    await expect.poll(() => own.answers.honoured).toBe(2)
    await call('POST', '/invitations/accept', { chatId: id, userId: 'agent-ben' })
    await call('POST', `/chats/${id}/messages`, { chatId: id, sender: 'agent-ben', message: 'hello' })
    await call('DELETE', `/chats/${id}`, { userId: creator })
    const told = hook.came.filter(({ trigger }) => trigger !== 'chats:assign')
    await expect.poll(() => hook.came.filter(({ trigger }) => trigger !== 'chats:assign').length).toBe(9)
    expect(told.every(({ fits }) => fits)).toBe(true)
    expect(
      hook.came.filter(({ trigger }) => trigger !== 'chats:assign').map(({ data, trigger }) => [trigger, data]),
    ).toEqual([
      ['chats:create', { chat: expect.objectContaining({ id }) }],
      ['invitations:new', { chatId: id, userId: 'agent-ben' }],
      ['invitations:reject', { chatId: id, userId: 'agent-ben' }],
      ['invitations:new', { chatId: id, userId: 'agent-ben' }],
      ['invitations:accept', { chatId: id, userId: 'agent-ben' }],
      ['chats:join', { chatId: id, userId: 'agent-ben' }],
      [
        'messages:new',
        { message: expect.objectContaining({ chat: id, sender: 'agent-ben', message: 'hello', type: 'text' }) },
      ],
      ['chats:leave', { chatId: id, userId: creator }],
      ['chats:close', { chatId: id, userId: creator, extraData: { reason: 'closed' } }],
    ])
  })

  test('EM8 hears of chats closed by the system, and of nobody being left to invite', async () => {
    const own = await emulator({ settings: { mode: 'search' } })
    const { call, chat } = talkTo(own)
    const hook = await webhook(() => '')
    await call('POST', '/webhooks', { target: hook.url, events: ['forever:alone', 'chats:close'] })
    own.platform.setStatus(own.platform.world.agents, 'offline')
    const { id } = await chat()
    await call('GET', `/chats/${id}/assign`)
    await call('DELETE', `/chats/${id}`)
    await expect
      .poll(() => hook.came.map(({ data, trigger }) => [trigger, data]))
      .toEqual([
        ['forever:alone', { chatId: id }],
        ['chats:close', { chatId: id, userId: 'system', extraData: { reason: 'abandoned' } }],
      ])
  })

  test('EM9 hears of places in the queue, the number ahead, and after a while how long it may take', async () => {
    const own = await emulator({
      agents: [{ id: 'only', slots: 1, queues: new Set(['1']) }],
      settings: { acceptance: 'join', queueUpdateEvery: 0.01 },
    })
    const { call, chat } = talkTo(own)
    const hook = await webhook(() => '')
    await call('POST', '/webhooks', { target: hook.url, events: ['queues:update'] })
    const chats = [await chat(), await chat(), await chat(), await chat()]
    const told = () =>
      hook.came.map(({ data }) => [data['chatId'], (data['data'] as { queuePosition: number }).queuePosition])
    await expect.poll(told).toEqual([
      [chats[2]?.id, 1],
      [chats[3]?.id, 2],
    ])
    await call('DELETE', `/chats/${chats[0]?.id}`)
    await expect.poll(told).toHaveLength(3)
    expect(hook.came[2]?.data).toEqual({
      chatId: chats[3]?.id,
      userId: chats[3]?.creator,
      data: { queuePosition: 1, estimatedWait: expect.any(Number) },
    })
  })
})

describe('whatever a webhook answers', () => {
  const say: Readonly<Record<string, readonly [Say, string]>> = {
    blank: [() => '{"agentId":""}', 'blank'],
    'an empty body': [() => '', 'blank'],
    'somebody who is not listed': [() => '{"agentId":"nobody"}', 'invalid'],
    rubbish: [() => '<html>', 'invalid'],
    'JSON without an id': [() => '{"ok":true}', 'invalid'],
    'another status': [(_, response) => void response.writeHead(500).end('{"agentId":"agent-ana"}'), 'failed'],
    'a broken connection': [(_, response) => void response.destroy(), 'failed'],
    nothing: [() => undefined, 'late'],
  }
  test.each(Object.entries(say))(
    'EM10 the chat is assigned by the default algorithm, and counted: %s',
    async (_, [answer, kind]) => {
      const own = await emulator()
      const { call, chat, look } = talkTo(own)
      const hook = await webhook(answer)
      await call('POST', '/webhooks', { target: hook.url, events: ['chats:assign'] })
      // So that the default has somebody to prefer.
      own.platform.accept((await firstInvited(own)).id, (await firstInvited(own)).agent)
      const before = own.answers
      const { id } = await chat()
      await expect.poll(() => look(id)).toMatchObject({ usersInvited: [expect.any(String)] })
      expect(own.answers).toMatchObject({ asked: before.asked + 1, honoured: 0, [kind]: before[kind as 'blank'] + 1 })
      const [invited] = (await look(id))['usersInvited'] as [string]
      expect(own.platform.agent(invited).capacity).toBe(2)
    },
  )

  /** A chat that the default gave to somebody, who has less room than the others from then on. */
  async function firstInvited(own: Emulator): Promise<{ id: string; agent: string }> {
    const known = own.platform.chats.all()[0]
    const id = known?.id ?? (await talkTo(own).chat()).id
    await expect.poll(() => own.platform.chat(id).record.agent?.id).toEqual(expect.any(String))
    return { id, agent: own.platform.chat(id).record.agent?.id as string }
  }

  test('EM10 the webhook is down', async () => {
    const own = await emulator()
    own.addWebhook('http://127.0.0.1:1/hook')
    const { chat, look } = talkTo(own)
    const { id } = await chat()
    await expect.poll(() => look(id)).toMatchObject({ usersInvited: [expect.any(String)] })
    expect(own.answers).toMatchObject({ asked: 1, failed: 1, latencyMs: { p50: null } })
  })

  test('EM10 whoever is named has no room: the default, and never more chats than slots', async () => {
    const own = await emulator()
    const { call, chat, look } = talkTo(own)
    const hook = await webhook(() => 'agent-ana')
    await call('POST', '/webhooks', { target: hook.url, events: ['chats:assign'] })
    const chats = await Promise.all(Array.from({ length: 12 }, () => chat()))
    await expect.poll(() => own.platform.asking).toBe(0)
    expect(own.answers).toMatchObject({ asked: 12, honoured: 3, full: 9 })
    expect(own.platform.world.agents.map(({ capacity }) => capacity)).toEqual([0, 0, 0])
    const waiting = await Promise.all(chats.map(async ({ id }) => (await look(id))['usersInvited'] as unknown[]))
    expect(waiting.filter(({ length }) => length === 0)).toHaveLength(3)
  })

  test('EM10 a customer who left meanwhile is nobody to be assigned', async () => {
    const own = await emulator()
    const { call, chat } = talkTo(own)
    const answering: { go: () => void } = { go: () => undefined }
    const hook = await webhook((_, response) => void (answering.go = () => response.end('agent-ana')))
    await call('POST', '/webhooks', { target: hook.url, events: ['chats:assign'] })
    const { id } = await chat()
    await expect.poll(() => hook.came.length).toBe(1)
    await call('DELETE', `/chats/${id}`)
    answering.go()
    await expect.poll(() => own.answers.moot).toBe(1)
    expect(own.platform.agent('agent-ana').capacity).toBe(3)
  })

  test('EM11 five seconds are waited for an answer, and no more', async () => {
    const own = await startEmulator({ agents: threeAgents })
    open.push({ end: () => own.stop() })
    const { call, chat, look } = talkTo(own)
    const hook = await webhook((_, response) => void setTimeout(() => response.end('agent-ana'), 6000).unref())
    await call('POST', '/webhooks', { target: hook.url, events: ['chats:assign'] })
    const began = performance.now()
    const { id } = await chat()
    await expect
      .poll(() => look(id), { timeout: 10_000, interval: 20 })
      .toMatchObject({ usersInvited: [expect.any(String)] })
    const took = performance.now() - began
    expect(took).toBeGreaterThan(4950)
    expect(took).toBeLessThan(5900)
    expect(own.answers).toMatchObject({ asked: 1, late: 1 })
  })

  test('EM12 of several webhooks the one that was registered first is heeded, and all are asked', async () => {
    const own = await emulator()
    const { call, chat, look } = talkTo(own)
    const first = await webhook(() => 'agent-ana')
    const second = await webhook(() => 'agent-ben')
    for (const { url } of [first, second]) await call('POST', '/webhooks', { target: url, events: ['chats:assign'] })
    const { id } = await chat()
    await expect.poll(() => look(id)).toMatchObject({ usersInvited: ['agent-ana'] })
    await expect.poll(() => second.came.length).toBe(1)
    expect(own.answers.asked).toBe(1)
  })

  test('EM7 every shape of an answer is understood', () => {
    const shapes = ['{"agentId":"a"}', '{"agent":"a"}', '{"agent":{"id":"a"}}', '{"id":"a"}', '"a"', 'a', ' a\n']
    expect(shapes.map(readAnswer)).toEqual(shapes.map(() => 'a'))
    expect(['{"agentId":7}', '7'].map(readAnswer)).toEqual(['7', '7'])
    expect(['', '  ', '""', '{}', 'null', '{"agentId":null}', '{"id":""}'].map(readAnswer)).toEqual(Array(7).fill(''))
    expect(['[]', '["a"]', 'true', '{"x":"a"}', '{"agent":[]}', '{"agentId":1.5}'].map(readAnswer)).toEqual(
      Array(6).fill(undefined),
    )
  })
})

const documentedAgent =
  'allowEnter capacity chats chatsAccepted chatsAssigned chatsWatching contact created externalId extraInfo gender hasButtonsFixed id invitations lastActivity lastLogin name nickname provider providerId rejections restrictions status'.split(
    ' ',
  )
const documentedChat =
  'attended closed created creator externalId id inQueue lang lastActivity rejectedBy room screenShareSessions sentimentAnalysis solver source status users usersAssigned usersInvited watchers'.split(
    ' ',
  )
