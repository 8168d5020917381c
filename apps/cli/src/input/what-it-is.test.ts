import { readFileSync } from 'node:fs'
import { fixturePath } from '@pointsman/fixtures'
import { expect, it } from 'vitest'
import { payloadText } from '../testing/payload-text.ts'
import { whatItIs } from './what-it-is.ts'

const scenario = readFileSync(fixturePath('scenarios/small-shop.json'), 'utf8')
const payload = payloadText({}, [{ id: 'ana' }])

it.each([
  ['a scenario', scenario, 'it is a scenario: simulate, compare and emulate take that'],
  ['a payload', payload, 'it is a single payload: decide takes that'],
  ['a policy', '{"require": [], "prefer": []}', 'it is a policy: --strategy and --policies take that'],
  ['a result', '{"pointsman": "result/1"}', 'it is a result/1 document'],
  ['some JSON', '{"a": 1}', 'it is one JSON document'],
  [
    'lines',
    `${payload}\n${payload}\n`,
    'it has lines of JSON: recordings go to reask, compare and reconstruct as .ndjson',
  ],
  [
    'a CSV',
    'Created,"Agent, name",Closed\n1,2,3\n',
    'it looks like a CSV history: reconstruct takes that, with --columns',
  ],
  ['gzip', '\u001f\ufffd\b', 'it is compressed: recordings go to reask, compare and reconstruct as .ndjson.gz'],
  ['a list', '[1, 2]', undefined],
  ['prose', 'Dear all, what is this\n', undefined],
  ['nothing', '', undefined],
])('C4 %s is told by what it has', (_, text, expected) => {
  expect(whatItIs(text)).toBe(expected)
})
