import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRecording, type Recorded } from '@pointsman/recording'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { discard, newFolder, start, type TestServer } from './testing/start.ts'

const token = 'the-verify-token'
const admin = { authorization: 'Bearer the-admin-token' }
const fixtures = new URL('../../../fixtures/', import.meta.url)
const names = (vendor: string): readonly string[] => readdirSync(new URL(`${vendor}/`, fixtures))
const fixture = (path: string): string => readFileSync(new URL(path, fixtures), 'utf8')

const roster = {
  agents: [
    { id: 'ana', slots: 1, queues: ['billing'], languages: ['en'], skills: { refunds: 2 } },
    { id: 'bo', slots: 2, queues: ['billing', ''], languages: [] },
    { id: 'eva', slots: 5, queues: ['sales'], status: 'paused' },
  ],
}

let folder = ''
let server: TestServer

const config = {
  chatlayer: { verifyToken: token, roster: './roster.json', payload: { defaultQueue: 'billing' } },
  aivo: { token: 'the-aivo-token' },
  admin: { token: 'the-admin-token' },
}

const chatlayer = (body: string, claim: string = token): Promise<Response> =>
  fetch(`${server.url}/webhooks/chatlayer?challenge.verifyToken=${claim}`, { method: 'POST', body })
const aivo = (body: string, claim = 'the-aivo-token'): Promise<Response> =>
  fetch(`${server.url}/webhooks/aivo?token=${claim}`, { method: 'POST', body })

const offload = (session: string, more: object = {}): string =>
  JSON.stringify({ ...(JSON.parse(fixture('chatlayer/offload.json')) as object), sessionId: session, ...more })

beforeAll(async () => {
  folder = await newFolder()
  await writeFile(join(folder, 'roster.json'), JSON.stringify(roster))
  server = await start(config, folder)
})
afterAll(async () => {
  await server.stop()
  await discard(folder)
})

describe('Chatlayer’s health check', () => {
  test('HV1 is answered where the token is right, and refused where it is not', async () => {
    const check = (query: string): Promise<Response> => server.get(`/webhooks/chatlayer${query}`)
    const good = await check(`?challenge.verifyToken=${token}`)
    expect([good.status, await good.json()]).toEqual([200, { status: 'ok' }])
    for (const query of ['', '?challenge.verifyToken=', `?challenge.verifyToken=${token}x`, `?verifyToken=${token}`]) {
      expect((await check(query)).status).toBe(401)
    }
  })
})

describe('every example of the documents', () => {
  test.each(names('chatlayer'))('HV2 chatlayer/%s is taken', async (name) => {
    const response = await chatlayer(fixture(`chatlayer/${name}`))
    expect(response.status).toBe(200)
    const answer = (await response.json()) as object
    if (name === 'offload.json') expect(answer).toEqual({ offloadSuccess: true, pauseBot: true, agent: 'bo' })
  })

  test.each(names('aivo'))('HV2 aivo/%s is taken', async (name) => {
    expect((await aivo(fixture(`aivo/${name}`))).status).toBe(200)
  })
})

describe('what is wrong', () => {
  const text = fixture('chatlayer/user-text.json')
  test.each<[string, () => Promise<Response>, number, RegExp]>([
    ['a wrong token', () => chatlayer(text, 'wrong'), 401, /challenge.verifyToken is missing or wrong/],
    ['no session', () => chatlayer(text.replace(/"sessionId".*\n/, '')), 400, /sessionId: expected an id/],
    ['no JSON', () => chatlayer('{'), 400, /expected JSON/],
    ['a wrong token for Aivo', () => aivo(fixture('aivo/attended.json'), 'wrong'), 401, /token is missing or wrong/],
    ['the sample as printed', () => aivo(fixture('aivo/attended.json').slice(1)), 400, /expected JSON/],
    ['no room', () => aivo(fixture('aivo/attended.json').replace('roomId', 'room')), 400, /roomId: expected text/],
  ])('HV3 %s: an error that says so', async (_, post, status, message) => {
    const response = await post()
    expect(response.status).toBe(status)
    expect(((await response.json()) as { error: { message: string } }).error.message).toMatch(message)
  })

  test('HV3 an unknown event is no error, and counted', async () => {
    const before = await server.metric('pointsman_events_total{trigger="other"}')
    expect((await chatlayer('{"event":"typing"}')).status).toBe(200)
    expect((await aivo('{"name":"typing"}')).status).toBe(200)
    expect(await server.metric('pointsman_events_total{trigger="other"}')).toBe(before + 2)
  })

  test('HV3 a byte order mark is no harm', async () => {
    expect((await chatlayer(`\uFEFF${fixture('chatlayer/user-text.json')}`)).status).toBe(200)
    expect((await aivo(`\uFEFF${fixture('aivo/attended.json')}`)).status).toBe(200)
  })

  test('HV3 a transcript of 5 MB, emoji and right-to-left text are nothing special', async () => {
    const said = 'שלום 👩🏽‍🚒 \u202Eabc '.repeat(250)
    const entry = { actor: 'user', message: { messageType: 'text', text: said } }
    const body = offload('large', {
      transcript: Array.from({ length: 650 }, () => entry),
      payload: { queue: 'billing' },
    })
    expect(body.length).toBeGreaterThan(2_500_000)
    expect(Buffer.byteLength(body)).toBeGreaterThan(5_000_000)
    const response = await chatlayer(body)
    expect(await response.json()).toMatchObject({ offloadSuccess: true })
  })

  test('HV3 nothing that was said, no token and no name is logged', () => {
    const log = server.said.join('\n')
    for (const secret of [token, 'the-aivo-token', 'שלום', 'Tomas', 'hi there', 'Guest'])
      expect(log).not.toContain(secret)
  })
})

describe('a roster of our own', () => {
  test('HV6 the strategy chooses among those who fit and have room; the same offload again is the same agent', async () => {
    await server.stop()
    await discard(folder)
    folder = await newFolder()
    await writeFile(join(folder, 'roster.json'), JSON.stringify(roster))
    server = await start(config, folder)
    const ask = async (session: string, payload: object): Promise<unknown> =>
      (await chatlayer(offload(session, { payload }))).json()
    const by = (agent: string): object => ({ offloadSuccess: true, pauseBot: true, agent })
    const nobody = { offloadSuccess: false, pauseBot: false }
    expect(await ask('a', { language: 'en' })).toEqual(by('bo'))
    expect(await ask('a', { language: 'en' })).toEqual(by('bo'))
    expect(await ask('b', { language: 'fr' })).toEqual(by('bo'))
    expect(await ask('c', { language: 'fr' })).toEqual(nobody)
    expect(await ask('d', { language: 'en' })).toEqual(by('ana'))
    expect(await ask('e', { queue: 'sales' })).toEqual(nobody)
    const put = (id: string, body: object): Promise<Response> =>
      fetch(`${server.url}/roster/agents/${id}`, { method: 'PUT', headers: admin, body: JSON.stringify(body) })
    expect((await put('eva', { status: 'asleep' })).status).toBe(400)
    expect((await put('nobody', { status: 'online' })).status).toBe(404)
    expect((await put('eva', { status: 'online' })).status).toBe(204)
    expect(await ask('f', { queue: 'sales' })).toEqual(by('eva'))
    const replace = (body: unknown): Promise<Response> =>
      fetch(`${server.url}/roster`, { method: 'PUT', headers: admin, body: JSON.stringify(body) })
    const twins = await replace({ agents: [roster.agents[0], roster.agents[0]] })
    expect([twins.status, await twins.json()]).toMatchObject([
      400,
      { error: { message: expect.stringMatching(/^agents\[1\].id: expected an id of its own/) } },
    ])
    expect((await replace({ agents: [...roster.agents, { id: 'new', slots: 1, queues: ['support'] }] })).status).toBe(
      204,
    )
    expect(await ask('h', { queue: 'support' })).toEqual(by('new'))
    expect((await replace(roster)).status).toBe(204)
    const end = (chat: string): Promise<Response> =>
      fetch(`${server.url}/roster/chats/${chat}`, { method: 'DELETE', headers: admin })
    expect([(await end('a')).status, (await end('a')).status]).toEqual([204, 404])
    expect(await ask('g', { language: 'fr' })).toEqual(by('bo'))
    const { agents } = (await (await server.get('/roster', admin)).json()) as {
      agents: { id: string; chats: string[] }[]
    }
    expect(agents.map(({ id, chats }) => [id, chats])).toEqual([
      ['ana', ['d']],
      ['bo', ['b', 'g']],
      ['eva', ['f']],
    ])
    expect((await server.get('/roster')).status).toBe(401)
  })

  test('HV29 who has which chat, and who is there, is on the disk before it is answered', async () => {
    const kept = (): { held: [string, string][]; statuses: [string, string][] } =>
      JSON.parse(readFileSync(join(folder, 'state', 'roster.json'), 'utf8')) as never
    expect(kept().held).toEqual([
      ['b', 'bo'],
      ['d', 'ana'],
      ['f', 'eva'],
      // Of an agent who is not on the roster any more; it has not ended.
      ['h', 'new'],
      ['g', 'bo'],
    ])
    expect(kept().statuses).toEqual([['eva', 'online']])
  })

  test('HV6 the choice is explained and recorded like any other, and the journal reads back', async () => {
    const told = (await (await server.get('/decisions/d', admin)).json()) as {
      decisions: { explanation: { ranking: object[] } }[]
    }
    expect(told.decisions.at(-1)?.explanation.ranking).toMatchObject([{ agent: 'ana' }])
    await aivo(fixture('aivo/attended.json'))
    await server.stop()
    const items: Recorded[] = []
    const recording = readRecording(join(folder, 'journal'), { strict: true })
    for await (const batch of recording.batches()) items.push(...batch)
    const asked = items.flatMap((item) => (item.kind === 'request' ? [[item.request.chat.id, item.answer]] : []))
    expect(asked).toEqual([
      ['a', 'bo'],
      ['b', 'bo'],
      ['c', null],
      ['d', 'ana'],
      ['e', null],
      ['f', 'eva'],
      ['h', 'new'],
      ['g', 'bo'],
    ])
    const facts = items.flatMap((item) => (item.kind === 'facts' ? item.facts : []))
    const kept = facts.flatMap((fact) =>
      fact.kind === 'accepted' || fact.kind === 'closed' ? [`${fact.kind} ${fact.chat}`] : [],
    )
    expect(kept.slice(0, -1)).toEqual([
      ...['a', 'b', 'd', 'f', 'h'].map((chat) => `accepted ${chat}`),
      'closed a',
      'accepted g',
    ])
    expect(facts.filter(({ kind }) => kind === 'arrived').map(({ chat }) => chat)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
      'h',
      'g',
    ])
    expect(facts.at(-1)).toMatchObject({ kind: 'accepted', chat: 'd5211892-e170-4d4a-b2dd-de705b595674' })
    server = await start(config, folder)
    const { agents } = (await (await server.get('/roster', admin)).json()) as {
      agents: { id: string; status: string; chats: string[] }[]
    }
    expect(agents.map(({ id, status, chats }) => [id, status, chats])).toEqual([
      ['ana', 'online', ['d']],
      ['bo', 'online', ['b', 'g']],
      ['eva', 'online', ['f']],
    ])
  })
})
