import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readRecording } from '@pointsman/recording'
import { metricNames, type Result, type Scenario } from '@pointsman/simulator'
import { beforeAll, describe, expect, it } from 'vitest'
import { runInProcess } from '../testing/run-in-process.ts'
import { resultSchema } from '../schemas/result.ts'
import { scenarioSchema } from '../schemas/scenario.ts'
import { temporary } from '../testing/temporary.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const folder = `${root}/fixtures/scenarios`
const shipped = readdirSync(folder)

const scenario: Scenario = {
  pointsman: 'scenario/1',
  name: 'a test',
  horizon: { chats: 400 },
  warmup: { chats: 50 },
  queues: [
    {
      id: 'q',
      arrivals: { kind: 'poisson', perSecond: 0.05 },
      languages: { en: 0.6, es: 0.4 },
      handleTime: { kind: 'exponential', mean: 120 },
      patience: { kind: 'exponential', mean: 60 },
    },
    {
      id: 'r',
      arrivals: { kind: 'poisson', perSecond: 0.01 },
      handleTime: { kind: 'constant', value: 60 },
      patience: { kind: 'constant', value: 900 },
    },
  ],
  agents: [
    { id: 'a', count: 2, slots: 2, queues: ['q', 'r'], answers: { accept: 0.8, reject: 0.1 } },
    { id: 'b', slots: 2, queues: ['q'], languages: ['es'] },
  ],
}
const files = { 's.json': JSON.stringify(scenario) }

async function asked(argv: readonly string[]): Promise<Result> {
  const { code, out, err } = await runInProcess(['simulate', ...argv, '--workers', '1', '--json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return resultSchema.parse(JSON.parse(out)) as Result
}

describe('simulate', () => {
  it('M1 --json is a result/1 with every metric, by queue and by agent', () =>
    temporary(files, async (path) => {
      const found = await asked([path('s.json'), '--replications', '3', '--seed', '7', '--strategy', 'least-loaded'])
      expect(found).toMatchObject({ scenario: 'a test', strategy: 'least-loaded', seed: 7, replications: 3 })
      expect(Object.keys(found.metrics)).toEqual([...metricNames])
      expect(Object.keys(found.byQueue)).toEqual(['q', 'r'])
      expect(found.agents.map(({ id }) => id)).toEqual(['a-1', 'a-2', 'b'])
      const { offered, attended, abandoned, lost, unfinished } = found.chats
      expect(offered).toBe(350)
      expect(attended + abandoned + lost + unfinished).toBeCloseTo(offered, 9)
      expect(found.agents.reduce((sum, { chats }) => sum + chats, 0)).toBeCloseTo(attended, 9)
      for (const { mean, ci95 } of Object.values(found.metrics)) {
        expect(ci95?.[0]).toBeLessThanOrEqual(mean as number)
        expect(ci95?.[1]).toBeGreaterThanOrEqual(mean as number)
      }
    }))

  it('M6 a single replication has intervals by batch means', () =>
    temporary(files, async (path) => {
      const { metrics } = await asked([path('s.json'), '--replications', '1'])
      const { ci95 } = metrics['waitMean'] as { ci95: readonly [number, number] }
      expect(ci95[1] - ci95[0]).toBeGreaterThan(0)
    }))

  it.each(shipped)('S12 %s is a scenario that can be simulated without a warning', async (name) => {
    const document = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as unknown
    expect(scenarioSchema.safeParse(document).error).toBeUndefined()
    await temporary({}, async (path) => {
      const short = { ...(document as Scenario), horizon: { chats: 300 }, warmup: undefined }
      writeFileSync(path('short.json'), JSON.stringify(short))
      const { chats } = await asked([path('short.json'), '--replications', '2'])
      expect(chats.offered).toBe(300)
      expect(chats.attended).toBeGreaterThan(100)
      expect(chats.unfinished).toBe(0)
    })
  })

  it('N2 S12 the scenario of the guide can be simulated without a warning', () => {
    const guide = readFileSync(`${root}/docs/guide/simulate.md`, 'utf8')
    const [, text = ''] = /^```json scenario\n([\s\S]*?)^```$/m.exec(guide) ?? []
    return temporary({ 'guide.json': text }, async (path) => {
      const { chats } = await asked([path('guide.json'), '--replications', '2'])
      expect(chats.offered).toBe(4500)
      expect(chats.unfinished).toBe(0)
    })
  })

  it('S12 at least six scenarios ship', () => {
    expect(shipped.length).toBeGreaterThanOrEqual(6)
  })

  it.each([
    ['$.queues[0].handleTime.mean: expected a number above 0, got -3', (s: Odd) => (s.queues[0].handleTime.mean = -3)],
    [
      '$.queues[0].handleTime.kind: expected one of "exponential", "constant", "uniform", "lognormal", "gamma", "hyperexponential", "empirical", got "normal"',
      (s: Odd) => (s.queues[0].handleTime.kind = 'normal'),
    ],
    [
      '$.queues[0].handleTime.value: expected a number at most 1000000000000, got 1e+308',
      (s: Odd) => (s.queues[0].handleTime = { kind: 'constant', value: 1e308 }),
    ],
    [
      '$.queues[0].handleTime.sd: expected a number at most 1000000000000, got 1e+300',
      (s: Odd) => (s.queues[0].handleTime = { kind: 'lognormal', mean: 1, sd: 1e300 }),
    ],
    ['$.agents[0].speed: expected a number at least 0.000001, got 1e-300', (s: Odd) => (s.agents[0]['speed'] = 1e-300)],
    [
      '$.platform.retryInterval: expected a number at least 0.1, got 0.01',
      (s: Odd) => (s.platform = { retryInterval: 0.01 }),
    ],
    ['$.queues[0].hadleTime: expected no such field, got 1', (s: Odd) => (s.queues[0]['hadleTime'] = 1)],
    ['$.queues[0].arrivals: expected an object, got nothing', (s: Odd) => (s.queues[0].arrivals = undefined)],
    ['$.agents[0].slots: expected a whole number, got 1.5', (s: Odd) => (s.agents[0].slots = 1.5)],
    ['$.platform.mode: expected "queue" or "search", got "both"', (s: Odd) => (s.platform = { mode: 'both' })],
    ['$.pointsman: expected "scenario/1", got "scenario/2"', (s: Odd) => (s.pointsman = 'scenario/2')],
    ['$.agents: expected at least 1 entries, got []', (s: Odd) => s.agents.splice(0)],
    ['$.horizon: expected chats or seconds, got {}', (s: Odd) => (s.horizon = {})],
    ['$.horizon.chats: expected a number, got "many"', (s: Odd) => (s.horizon = { chats: 'many' })],
    ['$.agents[0].shifts[0][1]: expected a number, got "noon"', (s: Odd) => (s.agents[0].shifts = [[0, 'noon']])],
    [
      '$.queues[0].languages: expected shares that sum to 1, got 0.5',
      (s: Odd) => (s.queues[0].languages = { en: 0.5 }),
    ],
    ['$: expected an object, got []', () => [] as unknown],
  ])('S13 %s', (line, change) =>
    temporary({}, async (path) => {
      const odd = JSON.parse(JSON.stringify(scenario)) as Odd
      const changed = change(odd)
      writeFileSync(path('odd.json'), JSON.stringify(Array.isArray(changed) && line.startsWith('$:') ? changed : odd))
      const { code, out, err } = await runInProcess(['simulate', path('odd.json')])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toBe(`pointsman: ${path('odd.json')}: ${line}\n`)
    }),
  )

  it('S11 an unstable scenario is warned about in one line, and simulated', () =>
    temporary({}, async (path) => {
      const odd = JSON.parse(JSON.stringify(scenario)) as Odd
      odd.queues[1].arrivals = { kind: 'poisson', perSecond: 1 }
      odd.queues[1]['patience'] = { kind: 'never' }
      odd.agents[0]['answers'] = {}
      writeFileSync(path('odd.json'), JSON.stringify(odd))
      const { code, err } = await runInProcess(['simulate', path('odd.json'), '--replications', '1', '--workers', '1'])
      expect(code).toBe(0)
      expect(err).toMatch(
        /^pointsman: warning: \S*odd\.json: \$\.queues\[1\]: expected less work than .* 4 to do it; .*\n$/,
      )
    }))

  it('S9 chats that nobody would ever take are warned about', () =>
    temporary({}, async (path) => {
      const odd = JSON.parse(JSON.stringify(scenario)) as Odd
      odd.queues[1]['patience'] = { kind: 'never' }
      odd.agents[0]['answers'] = { accept: 0.9, reject: 0.1 }
      Object.assign(odd.agents[1] ?? {}, { answers: { accept: 0, reject: 1 } })
      writeFileSync(path('odd.json'), JSON.stringify(odd))
      const { code, err } = await runInProcess(['simulate', path('odd.json'), '--replications', '4', '--workers', '1'])
      expect(code).toBe(0)
      expect(err).toMatch(/^pointsman: warning: \S*odd\.json: .*; \d[\d.]* of 350 in a run still waited when nobody/m)
    }))

  it('S29 a chat that is offered without end is bad input: one line; and such agents are warned about', () =>
    temporary({}, async (path) => {
      const odd = JSON.parse(JSON.stringify(scenario)) as Odd
      for (const agent of odd.agents) agent['answers'] = { accept: 0, reject: 1 }
      writeFileSync(path('odd.json'), JSON.stringify(odd))
      const require = ['online', 'has-capacity', 'serves-queue', 'speaks-language', 'has-not-rejected']
      const policy = { name: 'again', require, prefer: [], whenAllRefused: 'ask-again' }
      writeFileSync(path('again.json'), JSON.stringify(policy))
      const argv = [
        'simulate',
        path('odd.json'),
        '--strategy',
        path('again.json'),
        '--replications',
        '1',
        '--workers',
        '1',
      ]
      const { code, out, err } = await runInProcess(argv)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(
        /^pointsman: warning: \S*odd\.json: \$\.agents\[0\]\.answers: expected a time to answer, after, /m,
      )
      expect(err).toMatch(/^pointsman: \S*odd\.json: a chat is offered without end at second \d.*\n$/m)
    }))

  it('S14 for people: what became of the chats, every metric, the queues, in 80 columns', () =>
    temporary(files, async (path) => {
      const { code, out, err } = await runInProcess(['simulate', path('s.json'), '--workers', '1'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out.replaceAll('\n', ' ')).toMatch(
        /^most-free-capacity in a test: 20 replications, seed 1\. Of 350 chats offered in each/,
      )
      expect(out.match(/\d %|\d s/g)?.length).toBeGreaterThan(30)
      expect(out).toContain('\nby queue\n')
      expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
    }))

  it('S14 says of a warm-up where there is one, and of one chat that it was attended', () =>
    temporary(
      {
        ...files,
        'one.json': JSON.stringify({ ...scenario, horizon: { chats: 1 }, warmup: undefined }),
      },
      async (path) => {
        const inOneLine = async (file: string): Promise<string> =>
          (await runInProcess(['simulate', path(file), '--workers', '1'])).out.replaceAll('\n', ' ')
        expect(await inOneLine('one.json')).toMatch(/ Of 1 chat offered in each, /)
        expect(await inOneLine('s.json')).toMatch(/ chats offered in each after the warm-up, /)
      },
    ))

  it('S15 --trace writes every event of the first replication, in order, and changes no figure', () =>
    temporary(files, async (path) => {
      const argv = [path('s.json'), '--replications', '2']
      const traced = await asked([...argv, '--trace', path('t.ndjson')])
      expect(traced).toEqual(await asked(argv))
      const lines = readFileSync(path('t.ndjson'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { at: number; event: string; chat?: string })
      expect(lines.every(({ at }, i) => i === 0 || at >= (lines[i - 1]?.at as number))).toBe(true)
      const count = (...events: readonly string[]) => lines.filter(({ event }) => events.includes(event)).length
      expect(count('arrived')).toBe(400)
      expect(count('closed', 'abandoned', 'lost')).toBe(400)
      expect(count('attended')).toBe(count('closed'))
    }))

  it('S16 --record writes a recording that can be asked again; the same strategy agrees with every answer it gave', () =>
    temporary(files, async (path) => {
      await asked([path('s.json'), '--replications', '1', '--record', path('r.ndjson')])
      const reader = readRecording(path('r.ndjson'), { strict: true })
      let requests = 0
      const chats = new Set<string>()
      for await (const batch of reader.batches()) {
        for (const recorded of batch) {
          if (recorded.kind === 'facts') continue
          requests += 1
          const { agents, chat } = recorded.request
          const somebody = agents.some(
            ({ capacity, id, languages, queues, status }) =>
              status === 'online' &&
              capacity >= 1 &&
              queues.has(chat.queue) &&
              (chat.language === '' || languages.size === 0 || languages.has(chat.language)) &&
              !chat.rejectedBy.has(id),
          )
          if (chats.has(chat.id)) expect(somebody).toBe(true)
          chats.add(chat.id)
        }
      }
      expect(chats.size).toBe(400)
      expect(requests).toBeGreaterThan(400)
      const { code, out } = await runInProcess(['reask', path('r.ndjson'), '--strict', '--json', '--no-latency'])
      expect(code).toBe(0)
      expect((JSON.parse(out) as { requests: number }).requests).toBe(requests)
    }))

  it('S17 an interrupt ends the run: what is done is told, or that nothing is', () =>
    temporary(files, async (path) => {
      const onInterrupt = (then: () => void) => {
        then()
        return () => {}
      }
      writeFileSync(path('long.json'), JSON.stringify({ ...scenario, horizon: { chats: 1_000_000 } }))
      const none = await runInProcess(['simulate', path('long.json'), '--workers', '1'], { onInterrupt })
      expect({ code: none.code, out: none.out }).toEqual({ code: 2, out: '' })
      expect(none.err).toBe('pointsman: interrupted before the first replication was done\n')
    }))

  it('S18 progress is on standard error, only on a terminal, and cleared', () =>
    temporary(files, async (path) => {
      let now = 0n
      const nanoseconds = (): bigint => (now += 150_000_000n)
      const argv = ['simulate', path('s.json'), '--workers', '1']
      const { err } = await runInProcess(argv, { nanoseconds, progress: true })
      expect(err.split('\r\u001B[K').at(2)).toMatch(/^\d+ replications, \d+ %, about \d+ s left$/)
      expect(err.endsWith('\r\u001B[K')).toBe(true)
    }))
})

describe('simulate, as it is shipped', () => {
  beforeAll(() => {
    const built = spawnSync(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-b', 'apps/cli'], {
      cwd: root,
    })
    if (built.status !== 0) throw new Error(built.stdout.toString())
  })

  const run = (...argv: readonly string[]) =>
    spawnSync(process.execPath, [`${root}/apps/cli/dist/flat/bin.js`, 'simulate', ...argv], { encoding: 'utf8' })

  it('S3 the number of workers never changes a byte, whatever the strategy is', () =>
    temporary(
      { ...files, 'mine.mjs': `export default { name: 'mine', decide: ({ agents }) => agents[0]?.id ?? null }\n` },
      (path) => {
        for (const strategy of ['round-robin', 'random', path('mine.mjs')]) {
          const [one, ...others] = ['1', '2', '3', '7'].map((workers) => {
            const argv = [path('s.json'), '--json', '--replications', '5', '--strategy', strategy]
            const { status, stdout, stderr } = run(...argv, '--workers', workers)
            expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
            return stdout
          })
          for (const other of others) expect(other).toBe(one)
        }
      },
    ))

  it('C1 a plug-in that throws in a worker is bad input: one line', () =>
    temporary(
      { ...files, 's.mjs': `export default { name: 'mine', decide() { throw new Error('no way') } }\n` },
      (path) => {
        const { status, stdout, stderr } = run(path('s.json'), '--strategy', path('s.mjs'), '--workers', '2')
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
        expect(stderr).toBe(`pointsman: ${path('s.mjs')}: mine failed: no way\n`)
      },
    ))
})

/** A scenario that anything may be done to. */
type Odd = Record<string, unknown> & {
  queues: [Queue, Queue]
  agents: Fields[] & { 0: Fields }
}
type Fields = Record<string, unknown>
type Queue = Fields & { handleTime: Fields; arrivals: Fields | undefined }
