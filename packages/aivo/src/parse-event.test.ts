import { readFileSync } from 'node:fs'
import { PayloadError } from '@pointsman/wire'
import { describe, expect, test } from 'vitest'
import { decodeFacts } from './decode-facts.ts'
import type { AivoEvent } from './event.ts'
import { parseEvent } from './parse-event.ts'
import { queuedEvent } from './queued-event.ts'
import { extendedHash, userHash } from './user-hash.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/aivo/${name}.json`, import.meta.url), 'utf8')

describe('the events of the document', () => {
  test('AV2 attended: who, in which group, when to the nanosecond', () => {
    const event = parseEvent(fixture('attended'))
    expect(event).toEqual({
      name: 'attended',
      room: 'd5211892-e170-4d4a-b2dd-de705b595674',
      nanoseconds: 1_706_293_970_842_633_079n,
      at: 1_706_293_970.842_633,
      botId: '1000',
      hash: '',
      agent: { name: 'Tomas', nickname: 'Tomas NICKK', group: '2179' },
    })
    expect(decodeFacts(event as AivoEvent)).toEqual([
      {
        kind: 'accepted',
        at: 1_706_293_970.842_633,
        chat: 'd5211892-e170-4d4a-b2dd-de705b595674',
        agent: 'Tomas NICKK',
        queue: '2179',
      },
    ])
  })

  test('AV2 transfer: from group to group, and nobody is named', () => {
    const event = parseEvent(fixture('transfer'))
    expect(event).toMatchObject({
      name: 'transfer',
      from: '2333',
      to: '5',
      value: 'Transfer to group',
      agent: undefined,
    })
    expect(decodeFacts(event as AivoEvent)).toEqual([
      {
        kind: 'transferred',
        at: 1_706_215_088.420_049,
        chat: '4f4bef4b-5cc3-4d9a-980b-c7426b4084a1',
        from: '2333',
        to: '5',
      },
    ])
  })

  test('AV2 a message to the customer: what, and whether a person said it', () => {
    const event = parseEvent(fixture('message-to-client'))
    expect(event).toMatchObject({
      name: 'messageToClient',
      action: 'text',
      value: '¿Puedo ayudarlo en algo más?1',
      source: 'trigger',
      hash: 'b9e8f46b56efbace7a64cdab3_71146a36682af3c0915577',
    })
    expect(decodeFacts(event as AivoEvent)).toEqual([])
  })

  test.each([
    ['close-queue-clean', 'queue clean process'],
    ['close-agent', 'agent'],
  ])('AV2 %s: over, and why', (name, reason) => {
    const event = parseEvent(fixture(name))
    expect(event).toMatchObject({ name: 'close', reason })
    expect(decodeFacts(event as AivoEvent)).toMatchObject([{ kind: 'closed' }])
  })
})

describe('on the wire', () => {
  test('AV3 the samples as printed, without their first brace, are refused', () => {
    const broken = fixture('attended').replace('{', '')
    expect(() => parseEvent(broken)).toThrow(PayloadError)
    expect(() => parseEvent(broken)).toThrow(/^expected JSON, got something else/)
  })

  test.each<[string, (event: Record<string, unknown>) => void, string]>([
    ['no room', (event) => delete event['roomId'], 'roomId: expected text that is not empty, got nothing'],
    ['a room that is a number', (event) => (event['roomId'] = 7), 'roomId: expected text that is not empty, got 7'],
    ['no data', (event) => delete event['data'], 'data: expected an object, got nothing'],
    [
      'seconds where nanoseconds go',
      (event) => (event['timestamp'] = 1706293970),
      'timestamp: expected nanoseconds since 1970 (a whole number of 18 or 19 digits), got 1706293970',
    ],
    [
      'nobody who attends',
      (event) => (event['data'] = { agent: {} }),
      'data.agent.nickname: expected text, got nothing',
    ],
  ])('AV3 %s: one line says where, what was expected and what came', (_, change, message) => {
    const event = JSON.parse(fixture('attended')) as Record<string, unknown>
    event['timestamp'] = '1706293970842633079'
    change(event)
    expect(() => parseEvent(JSON.stringify(event))).toThrow(new RegExp(`^${message.replace(/[()[\].]/g, '\\$&')}$`))
  })

  test('AV3 an event of another name is no error', () => {
    expect(parseEvent('{"name":"typing"}')).toEqual({ name: 'unknown', called: 'typing' })
  })
})

describe('that somebody was put in the queue', () => {
  const queued = { room: 'd5211892', atMs: 1_706_293_970_842, botId: 1000, hash: 'u7', groups: [2179] }

  test('AV5 reads back as an arrival in the group, by the user’s own hash', () => {
    const event = parseEvent(queuedEvent(queued))
    expect(event).toMatchObject({ name: 'queued', nanoseconds: 1_706_293_970_842_000_000n, groups: ['2179'] })
    const arrived = { kind: 'arrived', at: 1_706_293_970.842, chat: 'd5211892', language: '' }
    expect(decodeFacts(event as AivoEvent)).toEqual([{ ...arrived, queue: '2179', customer: 'u7' }])
    const extended = parseEvent(queuedEvent({ ...queued, hash: extendedHash('u7', 'a-token') }))
    expect(decodeFacts(extended as AivoEvent)).toEqual([{ ...arrived, queue: '2179', customer: 'u7' }])
  })

  test('AV5 in one of several groups it has no queue until somebody attends it; in none it is refused', () => {
    const event = parseEvent(queuedEvent({ ...queued, groups: [1, 2] }))
    expect(decodeFacts(event as AivoEvent)).toMatchObject([{ kind: 'arrived', queue: '' }])
    expect(() => parseEvent(queuedEvent({ ...queued, groups: [] }))).toThrow(
      /^data.groups: expected a list of at least one group, got none$/,
    )
    expect(() => parseEvent(queuedEvent({ ...queued, groups: [0.5] }))).toThrow(/^data.groups.0: expected an id/)
  })

  test('AV5 what an event calls the hash is the user’s and the bot’s token', () => {
    expect([userHash('u7_a_token'), userHash('u7'), userHash('')]).toEqual(['u7', 'u7', ''])
  })
})
