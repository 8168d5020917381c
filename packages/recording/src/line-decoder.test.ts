import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryOf } from './journal-entry.ts'
import { LineDecoder } from './line-decoder.ts'

function assign(chat: string, capacity: unknown, lastActivity = 10): object {
  const ana = { id: 'ana', capacity, status: 'online', lastActivity, restrictions: { rooms: ['1', 'é'] } }
  const data = { agents: [ana, { id: 'ben', capacity: 1 }], chat: { id: chat, room: '1' } }
  return { trigger: 'chats:assign', appId: 'app', data, created_at: 1_776_151_041 }
}

const requests = [assign('c', 1), assign('d', 1), assign('d', 2), assign('d', 2, 11), assign('é', 1), assign('c', -1)]
const answered = { decision: { kind: 'assign', agent: 'ana' }, strategy: 'fair' } as const
const entries = [
  entryOf(assign('c', 1), 5),
  entryOf(assign('c', 2), 5),
  entryOf(assign('c', 2), 6, answered),
  entryOf(assign('d', 1), 7, { ...answered, shadow: { '},"answer":': 'é' } }),
  entryOf({ ...assign('d', -1), appId: '},"answer":1' }, 7, answered),
  entryOf({ trigger: 'chats:close', data: { chatId: 'c', x: { answer: 1 } }, created_at: 5 }, 8),
]
const objects = [...requests, ...entries, { trigger: 'chats:close', data: {}, created_at: 5 }]
const utf8 = [
  ...objects.map((one) => JSON.stringify(one)),
  '{"trigger":"chats:assign"',
  '{"trigger":1}',
  '{"v":2}',
  '{"v":1,"at":5,"source":"inbenta","event":{"trigger":"chats:close","data":{},"answer":null}',
  '{"v":1,"at":5,"source":"inbenta","event":{"trigger":"x","data":{}},"event":{"trigger":"y","data":{}}}',
  '7',
]
const latin = Buffer.from(JSON.stringify(assign('é', 1)), 'latin1')
const line = fc.constantFrom(latin, ...utf8.map((text) => Buffer.from(text)))

test('R17 what a line says does not depend on the lines before it', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const decoder = new LineDecoder({ decode: {}, identify: true })
      for (const one of lines) {
        expect(said(decoder, one)).toEqual(said(new LineDecoder({ decode: {}, identify: true }), one))
      }
    }),
    { seed: 17, numRuns: 500 },
  )
})

test('R19 a journal line says what it says however it is written, and bears the same identity', () => {
  const decoder = new LineDecoder({ decode: {}, identify: true })
  for (const entry of entries) {
    const asWritten = JSON.stringify(entry)
    const otherwise = asWritten.replace(/^\{/, '{ ')
    expect(said(decoder, Buffer.from(otherwise))).toBe(said(decoder, Buffer.from(asWritten)))
  }
})

test('R19 the agents of journal lines are the same objects as in the line before', () => {
  const decoder = new LineDecoder({ decode: {}, identify: false })
  const agents = ['c', 'd'].map((chat) => {
    const one = decoder.decode(Buffer.from(JSON.stringify(entryOf(assign(chat, 1), 5, answered))), 'day.ndjson', 1)
    return one.kind === 'request' ? one.request.agents : []
  })
  expect(agents[0]?.[0]).toBe(agents[1]?.[0])
})

test('R3 a payload that is not UTF-8 is malformed', () => {
  expect(said(new LineDecoder({ decode: {}, identify: true }), latin)).toContain('expected UTF-8')
})

/** What a line says, or why it says nothing. */
function said(decoder: LineDecoder, line: Buffer): string {
  try {
    return JSON.stringify(decoder.decode(line, 'day.ndjson', 1), plain)
  } catch (error) {
    return (error as Error).message
  }
}

/** Sets and maps as lists. */
function plain(_: string, value: unknown): unknown {
  const many = typeof value === 'object' && value !== null && Symbol.iterator in value
  return many ? [...(value as Iterable<unknown>)] : value
}
