import { expect, test } from 'vitest'
import type { Decision } from '@pointsman/core'
import { agent, request } from '@pointsman/core/testing'
import { MemoryLedger } from '@pointsman/core'
import { Breaker } from './breaker.ts'
import type { IsolatedChooser } from './chooser.ts'
import { StrategyFailure, type FailureReason } from './failure.ts'
import { viewOf } from './ledger-view.ts'
import { Panel } from './panel.ts'

const ledger = new MemoryLedger()
const asked = request([agent({ id: 'ana' }), agent({ id: 'bo', status: 'offline' }), agent({ id: 'cy', capacity: 0 })])

/** A panel of one strategy that does as it is told each time, and the clock that it runs by. */
function panelOf(answer: () => Decision): {
  readonly ask: () => Promise<FailureReason | undefined>
  readonly breaker: Breaker
  readonly pass: (ms: number) => void
} {
  let now = 0
  const clock = { now: () => now, elapsed: () => now }
  const chooser: IsolatedChooser = {
    kind: 'isolated',
    name: 'told',
    version: '1',
    decide: async () => answer(),
    explain: () => Promise.reject(new StrategyFailure('threw')),
    close: async () => true,
  }
  const breaker = new Breaker(chooser, clock)
  const panel = new Panel([breaker], 'eligible', clock)
  const ask = async (): Promise<FailureReason | undefined> => {
    const view = viewOf(ledger, asked)
    const proposal = await panel.ask('id', new Uint8Array(), view, now + 1000)
    return panel.settle(asked, ledger, proposal, false, view).failed[0]?.why
  }
  return { ask, breaker, pass: (ms) => (now += ms) }
}

test.each<readonly [string, FailureReason, () => Decision]>([
  ['names a stranger', 'not-listed', () => ({ kind: 'assign', agent: 'nobody' })],
  ['names somebody who is offline', 'not-online', () => ({ kind: 'assign', agent: 'bo' })],
  ['names somebody without a free slot', 'no-free-slot', () => ({ kind: 'assign', agent: 'cy' })],
  [
    'throws',
    'threw',
    () => {
      throw new StrategyFailure('threw')
    },
  ],
])(
  'D10 a strategy that %s 5 times in a row is not asked for 30 seconds, and one good answer ends it',
  async (...row) => {
    const [, why, bad] = row
    let answer = bad
    const { ask, breaker, pass } = panelOf(() => answer())
    for (let i = 0; i < 5; i++) expect(await ask()).toBe(why)
    expect(breaker.open).toBe(true)
    expect(await ask()).toBe('circuit-open')
    pass(30_001)
    expect(await ask()).toBe(why)
    expect(await ask()).toBe('circuit-open')
    pass(30_001)
    answer = () => ({ kind: 'assign', agent: 'ana' })
    expect(await ask()).toBeUndefined()
    expect(breaker.open).toBe(false)
    answer = bad
    for (let i = 0; i < 4; i++) expect(await ask()).toBe(why)
    expect(breaker.open).toBe(false)
  },
)

test('D10 a pass is a good answer, and failures that are not in a row add up to nothing', async () => {
  let turn = 0
  const { ask, breaker } = panelOf(() =>
    ++turn % 4 === 0 ? { kind: 'pass', why: 'declined' } : { kind: 'assign', agent: 'nobody' },
  )
  for (let i = 0; i < 20; i++) await ask()
  expect(breaker.open).toBe(false)
})

test('D10 explanations that fail 5 times in a row are not asked for during 30 seconds, and decisions are', async () => {
  const { breaker, pass } = panelOf(() => ({ kind: 'assign', agent: 'ana' }))
  const question = { id: 'id', bytes: new Uint8Array(), view: viewOf(ledger, asked) }
  const explain = (): Promise<unknown> => breaker.explain(question, 1000).catch((error: StrategyFailure) => error.why)
  for (let i = 0; i < 5; i++) expect(await explain()).toBe('threw')
  expect(await explain()).toBe('circuit-open')
  expect(await breaker.decide(question, 1000)).toEqual({ kind: 'assign', agent: 'ana' })
  expect(breaker.open).toBe(false)
  pass(30_001)
  expect(await explain()).toBe('threw')
  expect(await explain()).toBe('circuit-open')
})
