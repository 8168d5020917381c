import { exemptions, laws } from '@pointsman/core/checking'
import { describe, expect, it } from 'vitest'
import { runInProcess } from '../testing/run-in-process.ts'
import { checkSchema } from '../schemas/check.ts'
import { temporary } from '../testing/temporary.ts'

const alwaysFirst = `export default { name: 'first', decide: ({ agents }) => agents[0]?.id ?? null }\n`
const policy = {
  name: 'mine',
  require: ['online', 'has-capacity', 'serves-queue', 'speaks-language', 'has-not-rejected'],
  prefer: ['load-ratio'],
}

interface Checked {
  readonly kept: boolean
  readonly laws: readonly { law: string; outcome: string; reason?: string; counterexample?: string; seed?: number }[]
}

describe('check', () => {
  it('C23 a strategy that ships keeps the laws that it claims', async () => {
    const { code, out } = await runInProcess(['check', 'round-robin', '--runs', '20', '--json'])
    const told = JSON.parse(out) as Checked
    expect(code).toBe(0)
    expect(told).toMatchObject({ pointsman: 'check/1', strategy: 'round-robin', runs: 20, seed: 1, kept: true })
    expect(told.laws.map(({ law }) => law)).toEqual(laws.map(({ id }) => id))
    for (const { law, reason } of exemptions('round-robin')) {
      expect(told.laws).toContainEqual(expect.objectContaining({ law, outcome: 'skipped', reason }))
    }
  })

  it('C23 a policy keeps them', () =>
    temporary({ 'p.json': JSON.stringify(policy) }, async (path) => {
      const { code, out } = await runInProcess(['check', path('p.json'), '--runs', '20'])
      expect(code).toBe(0)
      expect(out).toMatch(/\nmine keeps the laws \(16 tried, 3 skipped\)\n$/)
    }))

  it('C23 C25 a plug-in that breaks one is exit code 1, with the law, the plainest case and the seed', () =>
    temporary({ 's.mjs': alwaysFirst }, async (path) => {
      const argv = ['check', path('s.mjs'), '--runs', '200', '--seed', '5']
      const { code, out } = await runInProcess(argv)
      expect(code).toBe(1)
      expect(out).toMatch(/^BROKEN {2}L10 /m)
      expect(out).toMatch(/^L10\n {2}how: .*(\n {8}.*)*\n {2}on: .*(\n {8}.*)*\n {2}seed 5, path \S+$/m)
      expect(out).toMatch(/\nfirst breaks \d+ laws? \(\d+ tried, 3 skipped\)\n$/)
      const told = JSON.parse((await runInProcess([...argv, '--json'])).out) as Checked
      expect(checkSchema.safeParse(told).error).toBeUndefined()
      const broken = told.laws.find(({ law }) => law === 'L10')
      expect(told.kept).toBe(false)
      expect(broken).toMatchObject({ outcome: 'broken', seed: 5, counterexample: expect.any(String) as string })
    }))

  it('C11 C23 a case shows what differs from plain agents and chats, in few lines, within the width', () =>
    temporary({ 's.mjs': alwaysFirst }, async (path) => {
      for (const terminal of [undefined, 76, 120]) {
        const options = terminal === undefined ? {} : { terminal, env: { NO_COLOR: '1' } }
        const { out } = await runInProcess(['check', path('s.mjs'), '--runs', '200'], options)
        expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(terminal ?? 80)
        expect(out).toContain('agent {id: ana, capacity: 1, queues: [1, 2, 3]}')
        expect(out).not.toContain('lastLoginAt')
        for (const [shown] of out.matchAll(/^ {2}on: .*(\n {8}.*)*/gm)) {
          expect(shown.split('\n').length).toBeLessThanOrEqual(10)
        }
      }
    }))

  it('C23 what breaks several laws alike is told once, with the laws', () =>
    temporary({ 's.mjs': `export default { name: 'sad', decide() { throw new Error('no') }}` }, async (path) => {
      const { code, out } = await runInProcess(['check', path('s.mjs'), '--runs', '20'])
      expect(code).toBe(1)
      expect(out.match(/^ {2}how: /gm)?.length).toBeLessThan(out.match(/^BROKEN /gm)?.length ?? 0)
      expect(out).toMatch(/^L\d+(, L\d+)+$/m)
    }))

  it('C23 where no law was tried, none is said to be kept', async () => {
    const { code, out } = await runInProcess(['check', 'random', '--laws', 'L13'])
    expect(code).toBe(0)
    expect(out).toMatch(/\nrandom: 1 skipped, none tried\n$/)
    const told = JSON.parse((await runInProcess(['check', 'random', '--laws', 'L13', '--json'])).out) as unknown
    expect(told).toMatchObject({ kept: null, tried: 0, skipped: 1 })
    expect(checkSchema.safeParse(told).error).toBeUndefined()
  })

  it('C23 a strategy that named nobody in any case is said to have', () =>
    temporary({ 's.mjs': `export default { name: 'idle', decide: () => null }` }, async (path) => {
      const { code, out } = await runInProcess(['check', path('s.mjs'), '--runs', '20'])
      expect(code).toBe(0)
      expect(out).toMatch(/\nidle keeps the laws .*\nidle named nobody in any case, /)
      const { out: json } = await runInProcess(['check', path('s.mjs'), '--runs', '20', '--json'])
      expect(JSON.parse(json)).toMatchObject({ kept: true, namedSomebody: false })
      expect((await runInProcess(['check', 'random', '--runs', '20'])).out).not.toContain('named nobody')
    }))

  it('C23 the same seed finds the same', () =>
    temporary({ 's.mjs': alwaysFirst }, async (path) => {
      const argv = ['check', path('s.mjs'), '--runs', '100', '--json']
      expect((await runInProcess(argv)).out).toBe((await runInProcess(argv)).out)
    }))

  it('C23 --laws asks only those, also what need not be claimed; --skip leaves one out for a reason', () =>
    temporary({ 's.mjs': alwaysFirst }, async (path) => {
      const argv = ['check', path('s.mjs'), '--runs', '100', '--json', '--laws', 'L1,L11']
      const asked = await runInProcess(argv)
      expect(asked.code).toBe(1)
      expect((JSON.parse(asked.out) as Checked).laws).toMatchObject([
        { law: 'L1', outcome: 'holds' },
        { law: 'L11', outcome: 'broken' },
      ])
      const skipped = await runInProcess([...argv, '--skip', 'L11=it takes no turns'])
      expect(skipped.code).toBe(0)
      expect((JSON.parse(skipped.out) as Checked).laws[1]).toMatchObject({
        outcome: 'skipped',
        reason: 'it takes no turns',
      })
    }))

  it.each([
    [['--laws', 'L99'], /^pointsman: no law "L99", did you mean L\d+\? There are L1, /],
    [['--skip', 'L11'], /^pointsman: --skip L11: expected LAW=REASON/],
  ])('C3 C23 %j is one line, and exit code 2', async (argv, expected) => {
    const { code, err } = await runInProcess(['check', 'random', ...argv])
    expect(code).toBe(2)
    expect(err).toMatch(expected)
  })
})
