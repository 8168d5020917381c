import { readFileSync } from 'node:fs'
import * as aivo from '@pointsman/aivo'
import * as chatlayer from '@pointsman/chatlayer'
import { expect, test } from 'vitest'
import { redact } from '../record/redact.ts'
import { eventLine } from './event-line.ts'

const read = (path: string): string =>
  readFileSync(new URL(`../../../../fixtures/${path}.json`, import.meta.url), 'utf8')
const names = new Set(['name', 'nickname', 'contact', 'externalId'])
const hide = (value: unknown): void => redact(value, names, (text) => `~${text.length}`)

test('HV7 an event of Aivo’s keeps its name and its nanoseconds, and loses the names of people', () => {
  const line = eventLine(read('aivo/attended'), 'aivo', hide)
  expect(line).not.toMatch(/\n|Tomas/)
  expect(line).toContain('"timestamp":1706293970842633079,')
  const [before, after] = [aivo.parseEvent(read('aivo/attended')), aivo.parseEvent(line)]
  expect(after).toEqual({ ...before, agent: { name: '~5', nickname: '~11', group: '2179' } })
})

test('HV7 an event of Chatlayer’s reads back as it was', () => {
  const text = read('chatlayer/offload')
  expect(chatlayer.parseEvent(eventLine(text, 'chatlayer', hide))).toEqual(chatlayer.parseEvent(text))
})

test('HV38 the bot’s token, which Aivo appends to a user’s hash, is not written down; the hash is replaced where configured', () => {
  const text = read('aivo/close-agent')
  const line = eventLine(text, 'aivo', hide)
  expect(text).toMatch(/"hash": "\w+_\w+"/)
  const { hash } = aivo.parseEvent(text) as aivo.Closed
  expect(aivo.parseEvent(line)).toMatchObject({ hash: aivo.userHash(hash) })
  const hidden = eventLine(text, 'aivo', (value) => redact(value, new Set(['hash']), (one) => `~${one.length}`))
  expect(aivo.parseEvent(hidden)).toMatchObject({ hash: `~${aivo.userHash(hash).length}` })
})
