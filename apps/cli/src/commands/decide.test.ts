import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { catalog } from '@pointsman/core'
import { fixturePath } from '@pointsman/fixtures'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { payloadText } from '../testing/payload-text.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { decisionSchema } from '../schemas/decision.ts'
import { temporary } from '../testing/temporary.ts'

const documented = fixturePath('payloads/documented-example.json')

async function decided(stdin: string, ...argv: string[]): Promise<{ decision: unknown; explanation?: unknown }> {
  const { code, out, err } = await runInProcess(['decide', '-', '--json', ...argv], { stdin })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as { decision: unknown }
}

describe('decide', () => {
  it('C8 names the documented agent by id and name, and says why', async () => {
    const { code, out, err } = await runInProcess([
      'decide',
      documented,
      '--strategy',
      'most-free-capacity',
      '--explain',
    ])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n')[0]).toBe('Ye9HD8jTA  Olivia Parker (Vivi P)')
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'most-free-capacity names Olivia Parker (Ye9HD8jTA): the only one who could have the chat.',
    )
    expect(out).toMatch(/^1 {2}Ye9HD8jTA {2}Olivia Parker +2 /m)
  })

  it('C9 passes when she has rejected the chat, says who was turned away by which rule, and is still done', async () => {
    const payload = JSON.parse(readFileSync(documented, 'utf8')) as { data: { chat: { rejectedBy: string[] } } }
    payload.data.chat.rejectedBy = ['Ye9HD8jTA']
    const { code, out } = await runInProcess(['decide', '-', '--explain'], { stdin: JSON.stringify(payload) })
    expect(code).toBe(0)
    expect(out.split('\n')[0]).toBe('nobody')
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Ye9HD8jTA Olivia Parker has-not-rejected has rejected this chat')
  })

  it('C8 --json is decision/1 to the letter, with the explanation under --explain alone', async () => {
    const told = { pointsman: 'decision/1', strategy: 'most-free-capacity', decision: { kind: 'assign', agent: 'ana' } }
    const stdin = payloadText({}, [{ id: 'ana', capacity: 4 }, { id: 'ben' }])
    expect(await decided(stdin)).toEqual(told)
    const { explanation, ...rest } = await decided(stdin, '--explain')
    expect(rest).toEqual(told)
    expect(explanation).toMatchObject({ settledBy: 'free-capacity', runnerUp: 'ben', decision: told.decision })
    expect((await decided(payloadText({}, []))).decision).toEqual({ kind: 'pass', why: 'no-agents' })
  })

  it('C25 whatever is decided is valid by the published schema, and explained as it is without an explanation', async () => {
    const agent = fc.record({
      capacity: fc.nat({ max: 3 }),
      status: fc.constantFrom('online', 'paused'),
      rejections: fc.constantFrom([], ['chat-1']),
      restrictions: fc.record({ rooms: fc.constantFrom(['1'], ['2'], []), languages: fc.constantFrom([], ['es']) }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(agent, { maxLength: 6 }),
        fc.constantFrom(...catalog.map(({ policy }) => policy.name)),
        fc.nat({ max: 3 }),
        async (agents, strategy, seed) => {
          const stdin = payloadText(
            {},
            agents.map((one, i) => ({ ...one, id: `a${i}` })),
          )
          const argv = ['--strategy', strategy, '--seed', String(seed)]
          const explained = await decided(stdin, ...argv, '--explain')
          expect(decisionSchema.safeParse(explained).error).toBeUndefined()
          expect((await decided(stdin, ...argv)).decision).toEqual(explained.decision)
        },
      ),
      { seed: 7, numRuns: 100 },
    )
  })

  it("C8 answers a journal's line as it does the payload in it", async () => {
    const event = payloadText({}, [{ id: 'ana', capacity: 4 }, { id: 'ben' }])
    const line = `{"v": 1, "at": 1776151041000, "source": "inbenta", "event": ${event}, "answer": null}\n`
    expect(await decided(line, '--explain')).toEqual(await decided(event, '--explain'))
  })

  it.each([
    ['{"v": 1, "source": "inbenta", "event": {"trigger": 7}}', 'event.trigger: expected text, got 7'],
    ['{"v": 1, "source": "inbenta", "event": 7}', 'event: expected an object, got 7'],
    ['{"v": 1, "source": "aivo", "event": {}}', 'source: expected "inbenta", got "aivo"'],
  ])("C3 C8 the journal's line %s is bad input", async (stdin, expected) => {
    const { code, out, err } = await runInProcess(['decide', '-'], { stdin })
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `pointsman: standard input: ${expected}\n` })
  })

  it('C5 its help says that it remembers nothing, and that it takes a line of a journal', async () => {
    const out = (await runInProcess(['help', 'decide'])).out.replaceAll(/\s+/g, ' ')
    expect(out).toContain('it remembers no turns, reservations or refusals')
    expect(out).toContain("a journal's line")
  })

  it('C8 --seed draws other lots', async () => {
    const stdin = payloadText(
      {},
      Array.from({ length: 9 }, (_, i) => ({ id: `a${i}` })),
    )
    const answers = await Promise.all([0, 1, 2, 3].map((seed) => decided(stdin, '--seed', String(seed))))
    expect(new Set(answers.map(({ decision }) => JSON.stringify(decision))).size).toBeGreaterThan(1)
  })

  it('C11 is no wider than 80 columns without a terminal, and plain', async () => {
    const names = readdirSync(fixturePath('payloads')).filter((name) => name.endsWith('.json'))
    for (const name of names) {
      for (const strategy of ['most-free-capacity', 'longest-idle', 'rejection-averse']) {
        const path = fixturePath(`payloads/${name}`)
        const { out } = await runInProcess(['decide', path, '--explain', '--strategy', strategy])
        expect(Math.max(...out.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80)
        expect(out).not.toContain('\u001B')
      }
    }
  })

  it('C11 has colours on a terminal, and none under NO_COLOR', async () => {
    expect((await runInProcess(['decide', documented], { terminal: 80 })).out).toContain('\u001B[1m')
    const env = { NO_COLOR: '1' }
    expect((await runInProcess(['decide', documented], { terminal: 80, env })).out).not.toContain('\u001B')
  })

  it('C8 a name cannot move the cursor', async () => {
    const stdin = payloadText({}, [{ id: 'ana', name: 'A\u001B[2Jna\n' }])
    expect((await runInProcess(['decide', '-', '--explain'], { stdin })).out).not.toContain('\u001B')
  })

  it('C8 shows people twenty rows, and says how many more there are', async () => {
    const stdin = payloadText(
      {},
      Array.from({ length: 5000 }, (_, i) => ({ id: `a${i}`, capacity: i % 2 })),
    )
    const { out } = await runInProcess(['decide', '-', '--explain'], { stdin })
    expect(out.match(/… and 2,480 more; --json has them all/g)).toHaveLength(2)
    expect(out.split('\n').length).toBeLessThan(60)
  })

  it.each(readdirSync(fixturePath('payloads/bad')))(
    'C1 C3 the bad payload %s is one line, and exit code 2',
    async (name) => {
      const path = join(fixturePath('payloads/bad'), name)
      const { code, out, err } = await runInProcess(['decide', path, '--json'])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err.startsWith(`pointsman: ${path}: `)).toBe(true)
      expect(err.trimEnd()).not.toContain('\n')
    },
  )

  it('C1 another trigger is no question', async () => {
    const { code, err } = await runInProcess(['decide', '-'], {
      stdin: '{"trigger": "chats:close", "data": {}, "created_at": 1}',
    })
    expect({ code, err }).toEqual({
      code: 2,
      err: 'pointsman: standard input: trigger: expected "chats:assign", got "chats:close"\n',
    })
  })
})

describe('a strategy by reference', () => {
  const policy = {
    name: 'ben first',
    require: ['online', 'has-capacity', 'serves-queue', 'speaks-language', 'has-not-rejected'],
    prefer: ['free-capacity'],
  }
  const stdin = payloadText({}, [
    { id: 'ana', capacity: 2 },
    { id: 'ben', capacity: 5 },
  ])
  const plugin = `export default { name: 'mine', decide: ({ agents }) => agents[0].id }\n`

  it.each([
    ['one policy', policy],
    ['a list of one', [policy]],
    ['a server configuration', { strategy: 'random', policies: [policy] }],
  ])('C6 is a policy file of %s', (_, content) =>
    temporary({ 'p.json': JSON.stringify(content) }, async (path) => {
      const { code, out } = await runInProcess(['decide', '-', '--json', '--strategy', path('p.json')], { stdin })
      expect(code).toBe(0)
      expect(JSON.parse(out)).toMatchObject({ strategy: 'ben first', decision: { agent: 'ben' } })
    }),
  )

  it('C6 is the name of a policy in a file', () =>
    temporary({ 'p.json': JSON.stringify([{ ...policy, name: 'other' }, policy]) }, async (path) => {
      const argv = ['decide', '-', '--json', '--policies', path('p.json'), '--strategy', 'ben first']
      expect(JSON.parse((await runInProcess(argv, { stdin })).out)).toMatchObject({ strategy: 'ben first' })
    }))

  it('C6 is a plug-in', () =>
    temporary({ 's.mjs': plugin }, async (path) => {
      const { out } = await runInProcess(['decide', '-', '--json', '--strategy', path('s.mjs')], { stdin })
      expect(JSON.parse(out)).toMatchObject({ strategy: 'mine', decision: { agent: 'ana' } })
    }))

  it('C7 a policy that is odd is warned of, a line each, on standard error alone', () =>
    temporary(
      { 'p.json': JSON.stringify({ ...policy, require: policy.require.filter((rule) => rule !== 'has-capacity') }) },
      async (path) => {
        const { code, out, err } = await runInProcess(['decide', '-', '--json', '--strategy', path('p.json')], {
          stdin,
        })
        expect(code).toBe(0)
        expect(() => JSON.parse(out) as unknown).not.toThrow()
        expect(err).toMatch(/^pointsman: warning: \S*p\.json: policy \("ben first"\): bounds no capacity[^\n]*\n$/)
      },
    ))

  it.each([
    ['p.json', '{', /p\.json: expected JSON, got its end at line 1, column 2$/m],
    ['p.json', '{"policies": {}}', /p\.json: policies: expected a list of policies$/],
    [
      'p.json',
      '{"name": "x", "require": ["onlin"], "prefer": []}',
      /p\.json: policy\.require\[0\]: expected a rule \(did you mean online\?\), got "onlin"$/,
    ],
    ['p.json', '[]', /p\.json: expected one policy, got no policy; use --policies FILE and --strategy NAME$/],
    [
      'p.json',
      JSON.stringify([policy, { ...policy, name: 'b' }]),
      /expected one policy, got several policies \(ben first, b\); use /,
    ],
    [
      'p.json',
      JSON.stringify([policy, policy]),
      /p\.json: \[1\]\.name: expected a name of its own, got "ben first" again$/,
    ],
    ['s.mjs', 'export default 1', /s\.mjs: a plug-in exports by default a strategy .* not number$/],
    ['s.mjs', 'export default {', /s\.mjs: cannot be loaded: /],
    ['s.mjs', 'throw new Error("no\\nway")', /s\.mjs: cannot be loaded: no$/],
  ])('C3 C6 %s that holds %s is one line, and exit code 2', (name, text, expected) =>
    temporary({ [name]: text }, async (path) => {
      const { code, out, err } = await runInProcess(['decide', '-', '--strategy', path(name)], { stdin })
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err.trimEnd()).toMatch(expected)
      expect(err.trimEnd()).not.toContain('\n')
    }),
  )

  it.each(['nowhere.json', 'nowhere.mjs'])('C3 C6 %s that is not there is one line, and exit code 2', async (name) => {
    const { code, err } = await runInProcess(['decide', '-', '--strategy', name], { stdin })
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(`${name}: `) as string })
    expect(err).toContain('no such file')
  })

  const impostors = {
    'p.json': JSON.stringify({ ...policy, name: 'random' }),
    's.mjs': plugin.replace('mine', 'random'),
  }
  it.each([
    ['decide', '-', '--policies', 'p.json'],
    ['decide', '-', '--strategy', 'p.json'],
    ['decide', '-', '--strategy', 's.mjs'],
    ['reask', '.', '--strategies', 'random,s.mjs'],
    ['check', 'p.json'],
    ['check', 's.mjs'],
  ])('C6 neither a policy nor a plug-in may take a name that ships: %s %s %s %s', (...argv) =>
    temporary(impostors, async (path) => {
      const placed = argv.map((word) => word.replace(/(p\.json|s\.mjs)/, (name) => path(name)))
      const { code, out, err } = await runInProcess(placed, { stdin })
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(
        /^pointsman: \S*(p\.json|s\.mjs): expected a name of its own, got "random", the name of a strategy that ships\n$/,
      )
    }),
  )

  it('C6 two files may not give one name', () =>
    temporary({ 'p.json': JSON.stringify(policy), 'q.json': JSON.stringify(policy) }, async (path) => {
      const argv = ['decide', '-', '--policies', path('p.json'), '--policies', path('q.json')]
      const { code, err } = await runInProcess(argv, { stdin })
      expect(code).toBe(2)
      expect(err).toMatch(/q\.json: the name "ben first" is taken\n$/)
    }))
})
