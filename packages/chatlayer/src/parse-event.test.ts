import { readFileSync } from 'node:fs'
import { PayloadError } from '@pointsman/wire'
import { describe, expect, test } from 'vitest'
import type { MessagesEvent, OffloadEvent } from './event.ts'
import type { Message } from './message.ts'
import { parseEvent } from './parse-event.ts'
import { plainText } from './plain-text.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/chatlayer/${name}.json`, import.meta.url), 'utf8')

const changed = (name: string, change: (event: Record<string, unknown>) => void): string => {
  const event = JSON.parse(fixture(name)) as Record<string, unknown>
  change(event)
  return JSON.stringify(event)
}

const last = (name: string): Message => (parseEvent(fixture(name)) as MessagesEvent).messages.at(-1)?.message as Message

describe('the messages of the document', () => {
  test.each<[string, Message, string]>([
    ['bot-text', { kind: 'text', text: 'Hi Welcome' }, 'Hi Welcome'],
    [
      'bot-quick-replies',
      {
        kind: 'quick-replies',
        text: 'Choose what you want to do?',
        replies: ['Do API FROM CODE', 'Api Plugin', 'SendMessageFromCode'],
      },
      'Choose what you want to do?\n– Do API FROM CODE\n– Api Plugin\n– SendMessageFromCode',
    ],
    ['user-intro', { kind: 'intro' }, ''],
    ['user-text', { kind: 'text', text: 'hi there' }, 'hi there'],
    ['user-location', { kind: 'location', latitude: 0, longitude: 0 }, '0, 0'],
    [
      'user-postback',
      { kind: 'postback', title: 'Set Variables', nextDialogstateId: '071abbc7-1d6e-4689-adef-1ea825178a72' },
      'Set Variables',
    ],
  ])('CH1 %s is read, and reads as plain text', (name, message, text) => {
    expect(last(name)).toEqual(message)
    expect(plainText(message)).toBe(text)
  })

  test('CH1 a carousel has cards, and an upload has files', () => {
    const carousel = last('bot-carousel')
    const docs = { title: 'Docs', type: 'web_url', url: 'https://docs.chatlayer.ai' }
    expect(carousel).toMatchObject({
      kind: 'carousel',
      cards: [
        { title: 'Item 1', subtitle: '', buttons: [docs] },
        { title: 'Item 2', subtitle: 'Item 2 Subtitle', buttons: [docs] },
      ],
    })
    expect(plainText(carousel)).toBe(
      'Item 1\n– Docs (https://docs.chatlayer.ai)\nItem 2: Item 2 Subtitle\n– Docs (https://docs.chatlayer.ai)',
    )
    const upload = last('user-upload')
    expect(upload.kind === 'upload' && upload.urls.length).toBe(1)
    expect(plainText(upload)).toMatch(/^https:.*_full\.png$/)
  })

  test('CH2 who says it, when, in which language, and whether from the test window', () => {
    const event = parseEvent(fixture('user-intro')) as MessagesEvent
    expect(event).toMatchObject({ botId: 'ko3123ze', version: 'DRAFT', channel: '', at: 1_636_964_885.908 })
    expect(event.messages).toEqual([
      {
        actor: 'user',
        at: 1_636_964_885.872,
        id: '61921a15cdee7f37a16ee5fc',
        message: { kind: 'intro' },
        sender: {
          id: 'emulator-942c05c5-b9b7-4319-81e7-6d687afaa23f',
          firstname: 'Guest',
          preferredLanguage: 'en',
          isEmulator: true,
        },
      },
    ])
    const upload = parseEvent(fixture('user-upload')) as MessagesEvent
    expect(upload.messages[0]?.sender).toMatchObject({ isEmulator: false, preferredLanguage: '' })
  })
})

describe('an offload', () => {
  test('CH3 has its transcript in order, buttons too, and each entry an id of its own', () => {
    const event = parseEvent(fixture('offload')) as OffloadEvent
    expect(event).toMatchObject({
      event: 'offload',
      session: 'emulator-714a7b79-d674-4a62-a9a9-49581d7451e5',
      payload: {},
    })
    expect(event.transcript.map(({ actor, message }) => [actor, message.kind])).toEqual([
      ['bot', 'text'],
      ['bot', 'quick-replies'],
      ['user', 'postback'],
      ['bot', 'buttons'],
    ])
    expect(new Set(event.transcript.map(({ id }) => id)).size).toBe(4)
    expect(parseEvent(fixture('offload'))).toEqual(event)
  })

  test('CH3 the older spelling, `type`, is the same', () => {
    const older = changed('offload', (event) => {
      event['type'] = event['event']
      delete event['event']
    })
    expect(parseEvent(older)).toEqual(parseEvent(fixture('offload')))
  })

  test('CH3 what the bot’s author configured comes as it is', () => {
    const payload = { queue: 'billing', nested: { a: [1] } }
    expect(parseEvent(changed('offload', (event) => (event['payload'] = payload)))).toMatchObject({ payload })
  })
})

describe('on the wire', () => {
  test.each<[string, (event: Record<string, unknown>) => void, string]>([
    [
      'no session',
      (event) => delete event['sessionId'],
      'sessionId: expected an id (text that is not empty, or a whole number), got nothing',
    ],
    ['no event', (event) => delete event['event'], 'event: expected text that is not empty, got nothing'],
    ['no time', (event) => delete event['timestamp'], 'timestamp: expected a time (ISO 8601), got nothing'],
    [
      'a time without a zone',
      (event) => (event['timestamp'] = '2021-11-15T08:00:00'),
      'timestamp: expected a time (ISO 8601), got "2021-11-15T08:00:00"',
    ],
    ['messages that are no list', (event) => (event['messages'] = {}), 'messages: expected a list, got an object'],
    [
      'somebody else who speaks',
      (event) => (event['messages'] = [{ actor: 'ghost', message: {} }]),
      'messages[0].actor: expected "bot" or "user", got "ghost"',
    ],
    [
      'a message that says nothing',
      (event) => (event['messages'] = [{ actor: 'user' }]),
      'messages[0].message: expected an object, got nothing',
    ],
  ])('CH4 %s: one line says where, what was expected and what came', (_, change, message) => {
    const text = changed('user-text', change)
    expect(() => parseEvent(text)).toThrow(PayloadError)
    expect(() => parseEvent(text)).toThrow(message)
  })

  test('CH4 an event of another name is no error, nor is a message of another kind', () => {
    expect(parseEvent('{"event":"typing"}')).toEqual({ event: 'unknown', called: 'typing' })
    const odd = changed('user-text', (event) => {
      event['messages'] = [{ actor: 'user', message: { messageType: 'sticker' } }]
    })
    expect((parseEvent(odd) as MessagesEvent).messages[0]?.message).toEqual({ kind: 'other', called: 'sticker' })
  })

  test('CH4 emoji, right-to-left text and control characters come through as they were', () => {
    const said = 'שלום 👩🏽‍🚒 \u202Eabc\u0000 é'
    const text = changed('user-text', (event) => {
      event['messages'] = [{ actor: 'user', message: { messageType: 'text', text: said } }]
    })
    expect((parseEvent(text) as MessagesEvent).messages[0]?.message).toEqual({ kind: 'text', text: said })
  })

  test('CH11 the same words twice without ids or times are two messages, and a repeat is none', () => {
    const said = { actor: 'user', message: { messageType: 'text', text: 'ok' } }
    const idsOf = (timestamp: string, messages: readonly object[]): readonly string[] => {
      const text = changed('user-text', (event) => Object.assign(event, { timestamp, messages }))
      return (parseEvent(text) as MessagesEvent).messages.map(({ id }) => id)
    }
    const ids = [...idsOf('2026-01-05T10:00:00Z', [said, said]), ...idsOf('2026-01-05T10:00:09Z', [said])]
    expect(new Set(ids).size).toBe(3)
    expect(idsOf('2026-01-05T10:00:00Z', [said, said])).toEqual(ids.slice(0, 2))
  })

  test('CH11 an id that is made of what was said does not show it, and is short', () => {
    const text = changed('user-text', (event) => {
      event['messages'] = [{ actor: 'user', message: { messageType: 'text', text: 'my card is 4111 '.repeat(9_999) } }]
    })
    const [entry] = (parseEvent(text) as MessagesEvent).messages
    expect(entry?.id).not.toContain('card')
    expect(entry?.id.length).toBeLessThan(60)
  })
})
