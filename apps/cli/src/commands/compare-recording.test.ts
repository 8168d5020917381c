import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Scenario } from '@pointsman/simulator'
import { describe, expect, it } from 'vitest'
import { comparisonSchema } from '../schemas/comparison.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { temporary } from '../testing/temporary.ts'

const world: Scenario = {
  pointsman: 'scenario/1',
  name: 'a world',
  horizon: { chats: 600 },
  platform: { invitationTimeout: 20 },
  queues: [
    {
      id: 'q',
      arrivals: { kind: 'poisson', perSecond: 0.05 },
      handleTime: { kind: 'gamma', mean: 240, sd: 120 },
      patience: { kind: 'exponential', mean: 150 },
    },
  ],
  agents: [
    { id: 'keen', count: 4, slots: 2, queues: ['q'], answers: { accept: 0.95, reject: 0.05 } },
    { id: 'choosy', count: 4, slots: 2, queues: ['q'], answers: { accept: 0.5, reject: 0.4 } },
  ],
}
const files = { 'world.json': JSON.stringify(world) }
const few = ['--workers', '1', '--replications', '4']

type Path = (name: string) => string

/** Records the world; where a strategy is named, as the journal of a server that it answers. */
async function record(path: Path, strategy: string, named?: string): Promise<string> {
  const recording = path('day.ndjson')
  const { code } = await runInProcess([
    'simulate',
    path('world.json'),
    '--strategy',
    strategy,
    '--replications',
    '1',
    '--workers',
    '1',
    '--record',
    recording,
  ])
  expect(code).toBe(0)
  if (named === undefined) return recording
  const lines = readFileSync(recording, 'utf8').trimEnd().split('\n')
  const entries = lines.map((line) => {
    const event = JSON.parse(line) as { readonly trigger: string; readonly created_at: number }
    if (event.trigger !== 'chats:assign') return line
    const decision = { strategy: named, kind: 'pass', why: 'none-admitted', tookMs: 1 }
    return JSON.stringify({
      v: 1,
      at: Math.round(event.created_at * 1000),
      source: 'inbenta',
      event,
      answer: null,
      decision,
    })
  })
  writeFileSync(path('journal.ndjson.gz'), gzipSync(`${entries.join('\n')}\n`))
  return path('journal.ndjson.gz')
}

async function compared(argv: readonly string[]) {
  const { code, err, out } = await runInProcess(['compare', ...argv, ...few, '--json'])
  expect({ code, failed: code === 0 ? '' : err }).toEqual({ code: 0, failed: '' })
  return comparisonSchema.parse(JSON.parse(out))
}

describe('compare over a recording', () => {
  it('RP1 plays the recorded day: its chats, its agents under their ids, and holds the baseline against it', () =>
    temporary(files, async (path) => {
      const recording = await record(path, 'most-free-capacity')
      const found = await compared([recording, '--strategies', 'longest-idle,rejection-averse'])
      expect(found.loop).toBe('closed')
      expect(found.baseline).toBe('most-free-capacity')
      expect(found.results.map(({ strategy }) => strategy)).toEqual([
        'most-free-capacity',
        'longest-idle',
        'rejection-averse',
      ])
      for (const { agents, chats } of found.results) {
        expect(chats.offered).toBe(600)
        expect(agents.map(({ id }) => id).toSorted()).toEqual(
          [1, 2, 3, 4].flatMap((n) => [`choosy-${n}`, `keen-${n}`]).toSorted(),
        )
      }
      expect(found.fidelity).toMatchObject({ strategy: 'most-free-capacity', named: false, least: 0.8 })
      expect(found.fidelity?.value).toBeGreaterThan(0.8)
    }))

  it('RP1 the same recording again gives the same document, and its command makes it', () =>
    temporary(files, async (path) => {
      const recording = await record(path, 'most-free-capacity')
      const found = await compared([recording, '--strategies', 'random,most-free-capacity'])
      const again = found.reproduce.split(' ').slice(2)
      const { out } = await runInProcess(['compare', ...again, '--workers', '1', '--json'])
      expect(JSON.parse(out)).toEqual(found)
    }))

  it('RP1 where the journal says what answered, it takes part and is the baseline', () =>
    temporary(files, async (path) => {
      const journal = await record(path, 'rejection-averse', 'rejection-averse')
      const found = await compared([journal, '--strategies', 'random,longest-idle'])
      expect(found.baseline).toBe('rejection-averse')
      expect(found.fidelity).toMatchObject({ strategy: 'rejection-averse', named: true })
      const other = await compared([journal, '--strategies', 'random,longest-idle', '--baseline', 'random'])
      expect(other.baseline).toBe('random')
      expect(other.fidelity?.strategy).toBe('rejection-averse')
    }))

  it('RP5 a strategy that answered and is not known here leaves the verdict withheld, exit code 0', () =>
    temporary(files, async (path) => {
      const journal = await record(path, 'random', 'of-our-own')
      const found = await compared([journal, '--strategies', 'random,longest-idle'])
      expect(found.verdict).toEqual({ withheld: expect.stringContaining('answered by of-our-own') })
      expect(found.results).toHaveLength(2)
    }))

  it('RP6 people are told first how well the day is reproduced, and so is the page', () =>
    temporary(files, async (path) => {
      const recording = await record(path, 'most-free-capacity')
      const page = path('page.html')
      const { code, out } = await runInProcess([
        'compare',
        recording,
        '--strategies',
        'random,longest-idle',
        ...few,
        '--html',
        page,
      ])
      expect(code).toBe(0)
      expect(out).toMatch(/^Closed loop: the recorded day played again under most-free-capacity/)
      expect(out.indexOf('mean wait')).toBeLessThan(out.indexOf('strategies\n'))
      const html = readFileSync(page, 'utf8')
      expect(html.indexOf('id="fidelity"')).toBeGreaterThan(0)
      expect(html.indexOf('id="fidelity"')).toBeLessThan(html.indexOf('id="verdict"'))
    }))

  it('RP6 open and closed loop are named in every output', () =>
    temporary(files, async (path) => {
      const recording = await record(path, 'random')
      const told = async (...argv: string[]): Promise<string> => (await runInProcess(argv)).out
      expect(await told('reask', recording, '--strategies', 'random', '--no-latency')).toContain('Open loop:')
      expect(
        JSON.parse(await told('reask', recording, '--strategies', 'random', '--no-latency', '--json')),
      ).toMatchObject({
        loop: 'open',
      })
      const simulated = ['simulate', path('world.json'), '--strategy', 'random', ...few]
      expect(await told(...simulated)).toContain('Closed loop.')
      expect(JSON.parse(await told(...simulated, '--json'))).toMatchObject({ loop: 'closed' })
      const compared = ['compare', path('world.json'), '--strategies', 'random,sticky', ...few]
      expect(await told(...compared)).toContain('Closed loop,')
    }))

  it('RP7 a recording without a request with agents is bad input', () =>
    temporary({ 'empty.ndjson': '{"trigger":"chats:close","data":{"chatId":"1"},"created_at":1}\n' }, async (path) => {
      const { code, err } = await runInProcess(['compare', path('empty.ndjson'), ...few])
      expect(code).toBe(2)
      expect(err.trimEnd().split('\n')).toHaveLength(1)
    }))
})
