import { builtin, MemoryLedger, type Explanation, type Strategy } from '@pointsman/core'
import { agent, request } from '@pointsman/core/testing'
import { expect, test } from 'vitest'
import type { InlineChooser } from '../choose/chooser.ts'
import type { Failed } from '../choose/panel.ts'
import { entryLine } from './entry.ts'
import { lineText } from './line.ts'

const agents = ['ana', 'bo', 'cy', 'di'].map((id) => agent({ id }))

function written(name: string, listed = agents, failed: readonly Failed[] = [], late = false): unknown {
  const strategy = builtin(name) as Strategy
  const by: InlineChooser = { kind: 'inline', name, version: '1', strategy }
  const explanation: Explanation = strategy.explain(request(listed), new MemoryLedger())
  const { decision } = explanation
  const verdict = late ? { decision, by, failed } : { decision, by, failed, explanation }
  const decided = { verdict, tookMs: 1, alone: false, shadows: {}, explanation, explained: false }
  const line = lineText(entryLine({ at: 0, event: ['{}'], decided }))
  return (JSON.parse(line) as { decision: { propensity?: number } }).decision.propensity
}

test('OP3 the journal has the probability of the answer: 1/n by lot, 1 where nothing is drawn, and 1 of a pass', () => {
  expect(written('random')).toBe(0.25)
  expect(written('most-free-capacity', [agent({ id: 'ana', capacity: 3 }), agent({ id: 'bo' })])).toBe(1)
  expect(written('least-loaded', agents.slice(2))).toBe(0.5)
  expect(written('power-of-two', agents)).toBeCloseTo(0.25, 12)
  expect(written('random', [])).toBe(1)
})

test('OP3 it has none where another strategy failed first, and none where the explanation is younger than the answer', () => {
  expect(written('random', agents, [{ strategy: 'ours', why: 'threw' }])).toBeUndefined()
  expect(written('random', agents, [], true)).toBeUndefined()
})
