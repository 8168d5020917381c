import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assumedBotSwitch } from '@pointsman/chatlayer'
import { AgentChatApi } from '@pointsman/inbenta/api'
import { afterEach, expect, test } from 'vitest'
import { carry } from './carry.ts'
import { closeUnwanted } from './close-unwanted.ts'
import type { Linked } from './links.ts'
import { botSpeaks, dropped } from './parcels.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function answering(status: number): Promise<{ readonly url: string; readonly heard: string[] }> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

const link = {
  session: 's',
  botId: 'b',
  version: 'LIVE',
  chat: 'c',
  user: 'u',
  offloadedAt: 1,
  before: 0,
  handedOver: [],
}
const linked: Linked = { ...link, ordinals: new Map(), passedOn: new Set(), closed: false }
const first = { number: 1, uncertain: false }

test('HV25 the bot is not made to speak where the conversation is with a later chat by now', async () => {
  const { url, heard } = await answering(200)
  let chat = 'c'
  const ofSession = (): Linked => ({ ...linked, chat })
  const deliver = carry({
    api: undefined,
    closeUnwanted: undefined,
    actions: { url, token: 't' },
    botSwitch: assumedBotSwitch,
    links: { ofSession, ofChat: () => undefined },
  })
  expect(await deliver(botSpeaks(link), first)).toEqual({ kind: 'done' })
  expect(heard.length).toBe(1)
  chat = 'later'
  expect(await deliver(botSpeaks(link), first)).toEqual({ kind: 'done' })
  expect(heard.length).toBe(1)
})

test.each<[number, string]>([
  [200, 'done'],
  [404, 'done'],
  [409, 'done'],
  [403, 'never'],
  [401, 'again'],
  [500, 'again'],
])('HV23 a chat that nobody is to have is closed: answered %i it is %s', async (status, kind) => {
  const { url, heard } = await answering(status)
  const api = new AgentChatApi({ url, credentials: { appId: 'a', secret: 's' }, attempts: 1 })
  const deliver = carry({
    api,
    closeUnwanted: (chat) => closeUnwanted(api, chat),
    actions: { url, token: 't' },
    botSwitch: assumedBotSwitch,
    links: undefined,
  })
  expect((await deliver(dropped('c'), first)).kind).toBe(kind)
  expect(heard).toEqual(['DELETE /chats/c'])
})

test('HV23 a chat that the conversation was given after all is not closed', async () => {
  const { url, heard } = await answering(200)
  const api = new AgentChatApi({ url, credentials: { appId: 'a', secret: 's' }, attempts: 1 })
  const deliver = carry({
    api,
    closeUnwanted: (chat) => closeUnwanted(api, chat),
    actions: { url, token: 't' },
    botSwitch: assumedBotSwitch,
    links: { ofSession: () => linked, ofChat: () => linked },
  })
  expect(await deliver(dropped('c'), first)).toEqual({ kind: 'done' })
  expect(heard).toEqual([])
})
