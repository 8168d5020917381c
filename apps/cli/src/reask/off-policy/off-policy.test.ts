import { builtin, MemoryLedger, propensities, propensity, type Request, type Strategy } from '@pointsman/core'
import { agent, request } from '@pointsman/core/testing'
import { describe, expect, test } from 'vitest'
import { OffPolicy, type Odds } from './off-policy.ts'
import type { OutcomeEstimates } from './outcome-estimates.ts'
import type { StrategyEstimates } from './strategy-sums.ts'

/** What agents truly do: how often they accept, and how long they take. */
const agents = [
  { id: 'ana', accepts: 0.95, seconds: 100 },
  { id: 'bo', accepts: 0.8, seconds: 200 },
  { id: 'cy', accepts: 0.5, seconds: 300 },
  { id: 'di', accepts: 0.2, seconds: 400 },
] as const

/** A generator of numbers from 0 to 1 (mulberry32), so that a log has a seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Log {
  readonly rows: number
  readonly seed: number
  readonly recorded: string
  readonly candidates: readonly string[]
  /** No two agents have as much room, so that no lot is drawn between them. */
  readonly apart?: boolean
}

/** Records a strategy at work and estimates others from it; `truth` is what the others would have got, exactly. */
function estimated({ rows, seed, recorded, candidates, apart = false }: Log): {
  readonly estimates: readonly StrategyEstimates[]
  readonly truth: readonly { readonly acceptance: number; readonly handleTime: number }[]
} {
  const next = chance(seed)
  const strategy = (name: string): Strategy => builtin(name) as Strategy
  const ledger = new MemoryLedger()
  const offPolicy = new OffPolicy(candidates.length)
  const sums = candidates.map(() => ({ n: 0, accepted: 0, seconds: 0 }))
  for (let i = 0; i < rows; i++) {
    const turn = Math.floor(next() * 4)
    const listed = agents.map(({ id }, place) => {
      const capacity = apart ? 1 + ((place + turn) % 4) : 1 + Math.floor(next() * 3)
      return agent({ id, capacity, activeChats: 4 - capacity })
    })
    const asked: Request = request(listed, { id: `chat-${seed}-${i}`, createdAt: 1000 * i }, { at: 1000 * i })
    const odds = candidates.map((name) => propensities(strategy(name).explain(asked, ledger)) as Odds)
    odds.forEach((one, c) => {
      const sum = sums[c] as { n: number; accepted: number; seconds: number }
      sum.n++
      for (const { id, accepts, seconds } of agents) {
        sum.accepted += (one.get(id) ?? 0) * accepts
        sum.seconds += (one.get(id) ?? 0) * accepts * seconds
      }
    })
    const explanation = strategy(recorded).explain(asked, ledger)
    if (explanation.decision.kind === 'pass') throw new Error('nobody')
    const named = explanation.decision.agent
    offPolicy.asked(asked)
    offPolicy.answered(asked, named, propensity(explanation) as number, odds)
    const { accepts, seconds } = agents.find(({ id }) => id === named) as (typeof agents)[number]
    const [chat, at] = [asked.chat.id, asked.at]
    if (next() < accepts) {
      offPolicy.learn({ kind: 'accepted', at: at + 1, chat, agent: named })
      offPolicy.learn({ kind: 'closed', at: at + 1 + seconds * (0.5 + next()), chat })
    } else offPolicy.learn({ kind: 'refused', at: at + 1, chat, agent: named })
  }
  const truth = sums.map(({ n, accepted, seconds }) => ({ acceptance: accepted / n, handleTime: seconds / accepted }))
  return { estimates: offPolicy.estimates().strategies, truth }
}

function known(answer: StrategyEstimates['acceptance'] | undefined): OutcomeEstimates {
  if (answer === undefined || 'refused' in answer) throw new Error(answer?.refused ?? 'nothing')
  return answer
}

const candidates = ['most-free-capacity', 'power-of-two', 'random'] as const

describe('OP4 estimates from what random recorded, over many logs', () => {
  const logs = Array.from({ length: 120 }, (_, i) =>
    estimated({ rows: 1000, seed: 1 + i, recorded: 'random', candidates }),
  )
  const errors = (
    c: number,
    of: 'acceptance' | 'handleTime',
    how: 'inversePropensity' | 'selfNormalised' | 'doublyRobust',
  ): number[] =>
    logs.map(({ estimates, truth }) => {
      const estimate = known(estimates[c]?.[of])[how]
      return (estimate?.mean ?? Number.NaN) - (truth[c]?.[of] ?? Number.NaN)
    })
  const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length
  const variance = (list: readonly number[]): number => mean(list.map((one) => (one - mean(list)) ** 2))

  test.each(candidates.map((name, c) => [name, c] as const))('OP4 of %s are unbiased', (_, c) => {
    for (const how of ['inversePropensity', 'selfNormalised', 'doublyRobust'] as const) {
      const off = errors(c, 'acceptance', how)
      expect(Math.abs(mean(off))).toBeLessThan(3.5 * Math.sqrt(variance(off) / off.length))
    }
    for (const how of ['selfNormalised', 'doublyRobust'] as const) {
      const off = errors(c, 'handleTime', how)
      // A ratio is biased by order 1/n.
      expect(Math.abs(mean(off))).toBeLessThan(3.5 * Math.sqrt(variance(off) / off.length) + 0.5)
    }
  })

  test.each(candidates.map((name, c) => [name, c] as const))(
    'OP4 the intervals of %s hold the truth 95 times in 100',
    (_, c) => {
      for (const of of ['acceptance', 'handleTime'] as const) {
        for (const how of ['inversePropensity', 'selfNormalised', 'doublyRobust'] as const) {
          const held = logs.flatMap(({ estimates, truth }) => {
            const estimate = known(estimates[c]?.[of])[how]
            if (estimate === undefined) return []
            const value = truth[c]?.[of] ?? Number.NaN
            return [estimate.ci95[0] <= value && value <= estimate.ci95[1] ? 1 : 0]
          })
          if (held.length > 0) expect(mean(held)).toBeGreaterThan(0.88)
        }
      }
    },
  )

  test('OP5 doubly robust ones vary less than inverse propensity, by a third or more where weights differ', () => {
    const of = (how: 'inversePropensity' | 'selfNormalised' | 'doublyRobust'): number =>
      variance(errors(0, 'acceptance', how))
    expect(of('doublyRobust')).toBeLessThan(0.67 * of('inversePropensity'))
    expect(of('doublyRobust')).toBeLessThan(of('selfNormalised'))
  })

  test('OP5 the effective size is that of the weights, all rows where the strategy is the recorded one', () => {
    const [first] = logs
    expect(known(first?.estimates[2]?.acceptance)).toMatchObject({ of: 1000, effectiveSize: expect.closeTo(1000, 6) })
    const sparse = known(first?.estimates[0]?.acceptance).effectiveSize
    expect(sparse).toBeGreaterThan(200)
    expect(sparse).toBeLessThan(600)
  })
})

describe('OP6 it refuses', () => {
  test('OP6 where the recorded strategy draws nothing, except for a strategy that agrees', () => {
    const { estimates } = estimated({
      rows: 1000,
      seed: 3,
      recorded: 'most-free-capacity',
      candidates: ['fill-up', 'random'],
      apart: true,
    })
    for (const { acceptance, handleTime } of estimates) {
      expect(acceptance).toMatchObject({ refused: expect.stringMatching(/^no overlap: /) })
      expect(handleTime).toEqual(acceptance)
    }
    const own = estimated({
      rows: 1000,
      seed: 3,
      recorded: 'most-free-capacity',
      candidates: ['least-loaded'],
      apart: true,
    })
    expect(known(own.estimates[0]?.acceptance).effectiveSize).toBeCloseTo(1000, 6)
  })

  test('OP6 where lots leave out whom it names: weights then average less than 1', () => {
    const { estimates } = estimated({ rows: 1000, seed: 4, recorded: 'most-free-capacity', candidates: ['random'] })
    const [random] = estimates
    expect(random?.acceptance).toMatchObject({ refused: expect.stringMatching(/^no overlap: .* propensity 0/) })
    expect(random?.weight?.ci95[1]).toBeLessThan(0.95)
  })

  test('OP6 where the rows weigh as much as fewer than 100', () => {
    const { estimates } = estimated({ rows: 150, seed: 5, recorded: 'random', candidates: ['most-free-capacity'] })
    expect(estimates[0]?.acceptance).toMatchObject({
      refused: expect.stringMatching(/^too little overlap: 150 namings .* weigh as much as \d\d, and 100 are needed$/),
    })
  })

  test('OP6 where propensities cannot be those of the answers', () => {
    const offPolicy = new OffPolicy(1)
    for (let i = 0; i < 1000; i++) {
      const asked = request([agent()], { id: `c${i}` }, { at: i })
      offPolicy.answered(asked, 'ana', 0.5, [new Map([['ana', 1]])])
    }
    expect(offPolicy.estimates().strategies[0]?.acceptance).toMatchObject({
      refused: expect.stringMatching(/^weights average 2.00 where at most 1 is possible/),
    })
  })

  test('OP6 where no acceptance was recorded, or no end of a chat', () => {
    const answered = (accepts: boolean): StrategyEstimates | undefined => {
      const offPolicy = new OffPolicy(1)
      for (let i = 0; i < 1000; i++) {
        const [asked, who] = [request([agent()], { id: `c${i}` }, { at: i }), 'ana']
        offPolicy.answered(asked, who, 1, [new Map([[who, 1]])])
        if (accepts) offPolicy.learn({ kind: 'accepted', at: i, chat: `c${i}`, agent: who })
        else offPolicy.learn({ kind: 'closed', at: i, chat: `c${i}` })
      }
      return offPolicy.estimates().strategies[0]
    }
    expect(answered(false)?.acceptance).toEqual({ refused: 'the recording tells of no acceptance' })
    expect(known(answered(true)?.acceptance).selfNormalised.mean).toBe(1)
    expect(answered(true)?.handleTime).toMatchObject({ refused: expect.stringMatching(/accepted chats whose end/) })
  })
})
