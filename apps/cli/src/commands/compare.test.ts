import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { Comparison, Scenario } from '@pointsman/simulator'
import stringWidth from 'string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import { comparisonSchema } from '../schemas/comparison.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { temporary } from '../testing/temporary.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

const scenario: Scenario = {
  pointsman: 'scenario/1',
  name: 'a test',
  horizon: { chats: 300 },
  warmup: { chats: 50 },
  queues: [
    {
      id: 'q',
      arrivals: { kind: 'poisson', perSecond: 0.06 },
      handleTime: { kind: 'exponential', mean: 120 },
      patience: { kind: 'exponential', mean: 60 },
    },
  ],
  agents: [
    { id: 'a', count: 2, slots: 2, queues: ['q'], answers: { accept: 0.8, reject: 0.1 } },
    { id: 'b', slots: 3, queues: ['q'], speed: 0.5 },
  ],
}
const files = { 's.json': JSON.stringify(scenario) }
const two = ['--strategies', 'most-free-capacity,fill-up', '--workers', '1', '--replications', '5']

async function asked(argv: readonly string[]): Promise<Comparison> {
  const { code, out, err } = await runInProcess(['compare', ...argv, '--workers', '1', '--json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return comparisonSchema.parse(JSON.parse(out)) as Comparison
}

describe('compare', () => {
  it('Q12 --json is a comparison/1: results, differences from the baseline, verdict, front, bound, profiles', () =>
    temporary(files, async (path) => {
      const strategies = ['random', 'fill-up', 'sticky', 'fill-up']
      const found = await asked([path('s.json'), '--strategies', strategies.join(','), '--replications', '4'])
      const names = ['random', 'fill-up', 'sticky', 'fill-up#2']
      expect(found).toMatchObject({ baseline: 'random', replications: 4, seed: 1, stopped: 'replications' })
      expect(found.results.map(({ strategy }) => strategy)).toEqual(names)
      expect(Object.keys(found.versus)).toEqual(names.slice(1))
      expect(Object.keys(found.profiles ?? {})).toEqual(names)
      expect(Object.keys(found.bound?.above ?? {})).toEqual(names)
      expect(found.versus['fill-up#2']).toEqual(found.versus['fill-up'])
      for (const [metric, { difference }] of Object.entries(found.versus['sticky']!)) {
        const [one, other] = [found.results[2]!, found.results[0]!].map(({ metrics }) => metrics[metric]!.mean!)
        expect(difference).toBeCloseTo(one! - other!, 6)
      }
    }))

  it('Q12 results are those of simulate, and a baseline is who is named', () =>
    temporary(files, async (path) => {
      const found = await asked([
        path('s.json'),
        '--strategies',
        'random,fill-up',
        '--baseline',
        'fill-up',
        '--seed',
        '9',
      ])
      expect(found.baseline).toBe('fill-up')
      expect(Object.keys(found.versus)).toEqual(['random'])
      const { out } = await runInProcess([
        'simulate',
        path('s.json'),
        '--strategy',
        'random',
        '--seed',
        '9',
        '--json',
        '--workers',
        '1',
      ])
      expect(found.results[0]).toEqual(JSON.parse(out))
    }))

  it('Q12 the command that it names makes the same document again', () =>
    temporary(
      {
        ...files,
        'my policy.json': JSON.stringify({
          name: 'mine',
          require: ['online', 'has-capacity', 'serves-queue', 'speaks-language', 'has-not-rejected'],
          prefer: ['longest-idle'],
        }),
      },
      async (path) => {
        const given = [path('s.json'), '--strategies', `random,${path('my policy.json')}`, '--precision', '15%']
        const found = await asked(given)
        const [, ...words] = [...found.reproduce.matchAll(/'([^']*)'|(\S+)/g)].map(
          ([, quoted, plain]) => quoted ?? plain ?? '',
        )
        expect(words).toContain(`random,${path('my policy.json')}`)
        const { out } = await runInProcess([...words, '--workers', '1', '--json'])
        expect(JSON.parse(out)).toEqual(found)
        // People may copy it as it is shown, over several lines.
        const shown = await runInProcess([...words, '--workers', '1'])
        const again = /^Again: ((?:.*\\\n)*.*)$/m.exec(shown.out)?.[1] ?? ''
        expect(again).toContain('\\\n')
        const echoed = spawnSync('sh', ['-c', `pointsman() { printf '%s\\n' "$@"; }\n${again}`]).stdout.toString()
        expect(echoed).toBe(`${words.join('\n')}\n`)
      },
    ))

  it('Q13 an interrupt ends the run: what every strategy has done is compared, or it is said that nothing is', () =>
    temporary(files, async (path) => {
      const interrupt = (then: () => void) => {
        then()
        return () => {}
      }
      const none = await runInProcess(['compare', path('s.json'), ...two], { onInterrupt: interrupt })
      expect({ code: none.code, out: none.out }).toEqual({ code: 2, out: '' })
      expect(none.err).toBe('pointsman: interrupted before every strategy had done one replication\n')

      let [stop, told] = [() => {}, 0]
      const some = await runInProcess(['compare', path('s.json'), ...two, '--json'], {
        onInterrupt: (then) => {
          stop = then
          return () => {}
        },
        // Progress asks for the time.
        nanoseconds: () => {
          if (++told === 8) stop()
          return 0n
        },
      })
      const found = JSON.parse(some.out) as Comparison
      expect(found.stopped).toBe('interrupted')
      expect(found.replications).toBeGreaterThan(0)
      expect(found.replications).toBeLessThan(5)
      expect(found.reproduce).toContain(`--replications ${found.replications} `)
      expect({ code: some.code, err: some.err }).toEqual({
        code: 0,
        err: `pointsman: interrupted; this is what ${found.replications} of 5 replications of each strategy say\n`,
      })
    }))

  it('Q13 progress is on standard error, only on a terminal, and cleared', () =>
    temporary(files, async (path) => {
      let now = 0n
      const nanoseconds = (): bigint => (now += 150_000_000n)
      const { err } = await runInProcess(['compare', path('s.json'), ...two], { nanoseconds, progress: true })
      expect(err.split('\r\u001B[K').at(2)).toMatch(/^\d+ replications, \d+ %, about \d+ s left$/)
      expect(err.endsWith('\r\u001B[K')).toBe(true)
    }))

  it('Q14 people get the verdict first, then tables no wider than the terminal; colours and bars on a terminal only', () =>
    temporary(files, async (path) => {
      const argv = ['compare', path('s.json'), '--workers', '1', '--replications', '5']
      for (const width of [80, 100, 120, 140, 200]) {
        const { code, out, err } = await runInProcess(argv, { terminal: width })
        expect({ code, err }).toEqual({ code: 0, err: '' })
        expect(out).toContain('\u001B[')
        // Bars stand where names have room beside them.
        if (width >= 100) expect(out).toContain('█')
        // A path that is longer than a line is left whole.
        const lines = out.split('\n').filter((line) => !line.includes(path('s.json')))
        const plain = lines.map((line) => stripVTControlCharacters(line))
        expect(Math.max(...plain.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width)
        for (const name of ['most-free-capacity', 'rejection-averse']) expect(plain.join('\n')).toContain(name)
      }
      const { out } = await runInProcess(argv)
      for (const only of ['\u001B', '█']) expect(out).not.toContain(only)
      expect(out.indexOf('strategies\n')).toBeGreaterThan(0)
    }))

  it('Q14 a figure is marked as surely better, surely worse or neither, as the document says it', () =>
    temporary(files, async (path) => {
      const given = [path('s.json'), '--strategies', 'most-free-capacity,random,fill-up', '--replications', '10']
      const { versus } = await asked(given)
      const { out } = await runInProcess(['compare', ...given, '--workers', '1'])
      for (const name of ['random', 'fill-up']) {
        const { difference, pHolm } = versus[name]!['waitMean']!
        const mark = pHolm! >= 0.05 ? '·' : difference! < 0 ? '✓' : '✗'
        expect(out).toMatch(new RegExp(`^${name} +[\\d.]+ ${mark}`, 'm'))
      }
    }))

  it('Q15 --html writes the page and says where', () =>
    temporary(files, async (path) => {
      const { code, out } = await runInProcess(['compare', path('s.json'), ...two, '--html', path('page.html')])
      expect(code).toBe(0)
      expect(out.endsWith(`Page: ${path('page.html')}\n`)).toBe(true)
      const page = readFileSync(path('page.html'), 'utf8')
      expect(page).toMatch(/^<!doctype html>/i)
      expect(page).toContain('fill-up')
      const bad = await runInProcess(['compare', path('s.json'), ...two, '--html', path('none/page.html')])
      expect({ code: bad.code, out: bad.out }).toEqual({ code: 2, out: '' })
      expect(bad.err).toMatch(/^pointsman: --html: expected a file that can be written, got [^\n]+\n$/)
      const none = await runInProcess(['compare', path('no-such.json'), ...two, '--html', path('none/page.html')])
      // Before anything else: nobody waits for a page that cannot be.
      expect(none.err).toBe(bad.err)
      const folder = await runInProcess(['compare', path('s.json'), ...two, '--html', path('.')])
      expect([folder.code, folder.err]).toEqual([2, expect.stringContaining('(it is a folder)')])
    }))

  it('Q6 with one replication the figures are given and the verdict is withheld', () =>
    temporary(files, async (path) => {
      const { code, out } = await runInProcess(['compare', path('s.json'), ...two.slice(0, 4), '--replications', '1'])
      expect(code).toBe(0)
      expect(out).toMatch(/^No verdict: one replication has no paired\ninterval|^No verdict: one replication/)
      expect(out).toMatch(/^fill-up +[\d.]+/m)
    }))

  it('Q16 what cannot be compared is one line: one strategy, a baseline that is not among them, odd lengths of time', () =>
    temporary(files, async (path) => {
      const cases = [
        [['--strategies', 'random'], '--strategies: expected two or more, got random'],
        [['--strategies', 'random,fill-up', '--baseline', 'x'], '--baseline: expected one of random, fill-up, got "x"'],
        [['--precision', '0.02'], '--precision: expected per cent: 2% for a share of 0.02, or 0.02%, got "0.02"'],
        [['--precision', '0%'], '--precision: expected per cent above 0, such as 80%, got "0%"'],
        [['--budget', '60x'], /^pointsman: --budget: expected a length of time above 0: .*, got "60x"$/m],
        [['--budget', '0s'], /expected a length of time above 0/],
        [['--replications', '0'], /expected a whole number from 1 to 100000/],
        [['--config', 'c.json'], /--config: expected a recording beside it, got \S*s\.json$/m],
        [['--strict'], /--strict: expected a recording beside it, got \S*s\.json$/m],
      ] as const
      for (const [argv, text] of cases) {
        const { code, out, err } = await runInProcess(['compare', path('s.json'), ...argv])
        expect({ code, out }).toEqual({ code: 2, out: '' })
        expect(err.split('\n')).toHaveLength(2)
        if (typeof text === 'string') expect(err).toBe(`pointsman: ${text}\n`)
        else expect(err).toMatch(text)
      }
    }))
})

describe('compare, as it is shipped', () => {
  beforeAll(() => {
    const built = spawnSync(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-b', 'apps/cli'], {
      cwd: root,
    })
    if (built.status !== 0) throw new Error(built.stdout.toString())
  })

  const bin = `${root}/apps/cli/dist/flat/bin.js`

  it('Q8 the number of workers never changes a byte', () =>
    temporary(files, (path) => {
      const [one, ...others] = ['1', '2', '3'].map((workers) => {
        const argv = [
          'compare',
          path('s.json'),
          '--strategies',
          'random,sticky,fill-up',
          '--json',
          '--workers',
          workers,
        ]
        const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { encoding: 'utf8' })
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
        return stdout
      })
      for (const other of others) expect(other).toBe(one)
    }))

  it('Q13 a budget ends a long run with a comparison of what there is, and says so', () =>
    temporary(files, (path) => {
      writeFileSync(path('long.json'), JSON.stringify({ ...scenario, horizon: { chats: 2000 } }))
      const argv = ['compare', path('long.json'), '--strategies', 'random,fill-up', '--json', '--workers', '2']
      const within = (seconds: number) =>
        spawnSync(process.execPath, [bin, ...argv, '--budget', `${seconds}s`], { encoding: 'utf8' })
      // A machine that is busy may need longer for the first of them.
      let [seconds, budget] = [1, within(1)]
      while (budget.status === 2 && seconds < 30) {
        expect(budget.stderr).toMatch(
          /^pointsman: --budget: \d+ s were over before every strategy had done one replication\n$/,
        )
        seconds *= 3
        budget = within(seconds)
      }
      expect({ status: budget.status, stderr: budget.stderr }).toEqual({ status: 0, stderr: '' })
      const found = JSON.parse(budget.stdout) as Comparison
      expect(found.stopped).toBe('budget')
      expect(found.replications).toBeGreaterThan(0)
      expect(found.reproduce).toContain(`--replications ${found.replications} `)
    }))
})
