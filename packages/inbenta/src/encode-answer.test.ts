import { assign, pass } from '@pointsman/core'
import { expect, test } from 'vitest'
import { encodeAnswer, type ReplyShape } from './encode-answer.ts'

const json = 'application/json'
const text = 'text/plain; charset=utf-8'

test.each<[ReplyShape | undefined, string, string, string]>([
  [undefined, json, '{"agentId":"zoë\\"☂"}', '{"agentId":""}'],
  ['agentId', json, '{"agentId":"zoë\\"☂"}', '{"agentId":""}'],
  ['agent', json, '{"agent":"zoë\\"☂"}', '{"agent":""}'],
  ['id', json, '{"id":"zoë\\"☂"}', '{"id":""}'],
  ['text', text, 'zoë"☂', ''],
])('I16 the shape %s, with an agent and with nobody', (shape, contentType, named, passed) => {
  expect(encodeAnswer(assign('zoë"☂'), shape)).toEqual({ contentType, body: named })
  expect(encodeAnswer(pass('none-admitted'), shape)).toEqual({ contentType, body: passed })
})
