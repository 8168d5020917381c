import { builtin, propensity, Router, type Strategy } from '@pointsman/core'
import { decodeAssign, type AssignPayload } from '@pointsman/inbenta'
import { describe, expect, it } from 'vitest'
import { reaskSchema } from '../schemas/reask.ts'
import { payloadText } from '../testing/payload-text.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { temporary } from '../testing/temporary.ts'

interface Estimate {
  readonly mean: number
  readonly ci95: readonly [number, number]
}

interface Told {
  readonly offPolicy?: {
    readonly recorded: object
    readonly bounds: object
    readonly strategies: Readonly<Record<string, Readonly<Record<'acceptance' | 'handleTime', Estimates>>>>
  }
}

type Estimates = Readonly<Record<'inversePropensity' | 'selfNormalised' | 'doublyRobust', Estimate>> & {
  readonly refused?: string
}

const start = 1_776_151_041

/**
 * A journal of so many chats with four agents of whom the first, who always has most room, accepts nine times of ten and
 * takes a minute, and the others accept every other time and take three. Of the first `silent` no propensity is written.
 */
function journal(strategy: string, chats: number, silent = 0): string {
  const router = new Router(builtin(strategy) as Strategy)
  const lines: string[] = []
  const write = (at: number, event: unknown, rest: object = {}): void =>
    void lines.push(JSON.stringify({ v: 1, at: at * 1000, source: 'inbenta', event, ...rest }))
  for (let i = 0; i < chats; i++) {
    const at = start + 1000 * i
    const agents = ['ana', 'ben', 'cy', 'di'].map((id) => ({ id, capacity: id === 'ana' ? 5 : 2 }))
    const event = JSON.parse(payloadText({ id: `c${i}` }, agents, at)) as AssignPayload
    const { decision, explanation } = router.route(decodeAssign(event, { id: `r${i}` }), { explain: true })
    if (decision.kind === 'pass' || explanation === undefined) throw new Error('nobody')
    const userId = decision.agent
    const told = { strategy, kind: 'assign', ...(i < silent ? {} : { propensity: propensity(explanation) }) }
    write(at, event, { answer: userId, decision: told })
    const accepts = userId === 'ana' ? i % 10 > 0 : i % 2 > 0
    const after = (trigger: string, seconds: number): void =>
      write(at + seconds, { trigger, appId: 'app', created_at: at + seconds, data: { chatId: `c${i}`, userId } })
    after(accepts ? 'invitations:accept' : 'invitations:reject', 2)
    after('chats:close', accepts ? (userId === 'ana' ? 62 : 182) : 30)
  }
  return lines.map((line) => `${line}\n`).join('')
}

async function asked(path: string, ...argv: readonly string[]): Promise<Told> {
  const { code, out, err } = await runInProcess(['reask', path, '--json', '--no-latency', ...argv])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const told: unknown = JSON.parse(out)
  expect(reaskSchema.safeParse(told).error).toBeUndefined()
  return told as Told
}

const strategies = ['--strategies', 'most-free-capacity,random']

describe('reask off policy', () => {
  it('OP7 tells acceptance and handle time of strategies that were not tried, from a journal with propensities', () =>
    temporary({ 'day.ndjson': journal('random', 1200) }, async (path) => {
      const { offPolicy } = await asked(path('day.ndjson'), ...strategies)
      expect(offPolicy?.recorded).toEqual({ requests: 1200, drawn: 1200, leastPropensity: 0.25 })
      expect(offPolicy?.bounds).toEqual({ leastEffectiveSize: 100, mostUncovered: 0.05 })
      const { acceptance, handleTime } = offPolicy?.strategies['most-free-capacity'] ?? {}
      for (const how of ['inversePropensity', 'selfNormalised', 'doublyRobust'] as const) {
        const [low, high] = acceptance?.[how].ci95 ?? []
        expect(low).toBeLessThan(0.9)
        expect(high).toBeGreaterThan(0.9)
      }
      expect(handleTime?.selfNormalised.mean).toBeCloseTo(60, 6)
      // Of random, 1/4 × 0.9 + 3/4 × 0.5 are accepted.
      expect(offPolicy?.strategies['random']?.acceptance.doublyRobust.mean).toBeCloseTo(0.6, 1)
    }))

  it('OP7 says the same whatever else is explained, and whenever propensities begin', () =>
    temporary({ 'day.ndjson': journal('random', 600, 200) }, async (path) => {
      const all = await asked(path('day.ndjson'), '--strategies', 'round-robin,random,sticky')
      const none = await asked(path('day.ndjson'), '--strategies', 'round-robin,random,sticky', '--differences', '0')
      expect(all.offPolicy?.recorded).toMatchObject({ requests: 400 })
      expect(none.offPolicy).toEqual(all.offPolicy)
    }))

  it('OP7 is silent where no propensity was recorded', () =>
    temporary({ 'day.ndjson': journal('random', 50, 50) }, async (path) => {
      expect(await asked(path('day.ndjson'), ...strategies)).not.toHaveProperty('offPolicy')
      const { out } = await runInProcess(['reask', path('day.ndjson'), ...strategies])
      expect(out).not.toContain('recorded lots')
    }))

  it('OP8 shows people both outcomes with intervals and effective sizes, and why an estimate is withheld, in 80 columns', () =>
    temporary(
      { 'random.ndjson': journal('random', 1200), 'most.ndjson': journal('most-free-capacity', 300) },
      async (path) => {
        const drawn = (await runInProcess(['reask', path('random.ndjson'), '--no-latency', ...strategies])).out
        expect(drawn).toContain('of 1,200 answers with a propensity 1,200 (100.0 %)')
        expect(drawn).toMatch(
          /share accepted by the agent named, %\n.*inverse.*doubly\n.*\nmost-free-capacity +1,200 +\d+ +\d+\.\d ±\d+\.\d/,
        )
        expect(drawn).toMatch(/handle time of accepted chats, s\n(.*\n){2}most-free-capacity +\d+ +\d+ +60.0 ±0.0/)
        const kept = (await runInProcess(['reask', path('most.ndjson'), '--no-latency', ...strategies])).out
        expect(kept.replaceAll(/\s+/g, ' ')).toContain(
          'random: withheld, no overlap: in 75.0 % of the requests whom it names had propensity 0, as the recorded answer was not drawn by lot.',
        )
        for (const line of `${drawn}${kept}`.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
      },
    ))
})
