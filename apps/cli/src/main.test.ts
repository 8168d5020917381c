import { describe, expect, it } from 'vitest'
import { runInProcess } from './testing/run-in-process.ts'

const commands = ['decide', 'reask', 'simulate', 'staffing', 'strategies', 'check', 'help']

describe('usage', () => {
  it.each([
    [['reaks'], "unknown command 'reaks' (Did you mean reask?)"],
    [['strategies', '--jsn'], "unknown option '--jsn' (Did you mean --json?)"],
    [['decide'], "missing required argument 'payload'"],
    [['decide', 'a', 'b'], "too many arguments for 'decide'. Expected 1 argument but got 2."],
    [['decide', 'a', '--seed', 'x'], '--seed: expected a whole number from 0 up, got "x"'],
    [['decide', 'a', '--seed', '-1'], '--seed: expected a whole number from 0 up, got "-1"'],
    [['check', 'a', '--runs', '0'], '--runs: expected a whole number from 1 up, got "0"'],
    [['reask', 'a', '--strategies', 'a,,b'], /^--strategies: expected names with commas between them, got "a,,b"$/],
    [['decide', 'no-such-file.json'], 'no-such-file.json: no such file'],
    [['decide', '.'], '.: expected a file, got a folder'],
    [['reask', 'no-such-folder'], 'no-such-folder: no such file or folder'],
    [
      ['decide', '-', '--strategy', 'rnadom'],
      /^no strategy "rnadom", did you mean random\? There are most-free-capacity, [^(]*$/,
    ],
    [['check', 'most-free'], /^no strategy "most-free", did you mean most-free-capacity\? There are /],
    [['help', 'decied'], /^no command "decied", did you mean decide\? There are decide, /],
    [['check', 'quantum'], /^no strategy "quantum"; there are [^(]*$/],
  ])('C1 C3 C4 %j is one line on standard error, and exit code 2', async (argv, expected) => {
    const { code, out, err } = await runInProcess(argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/^pointsman: [^\n]+\n$/)
    const line = err.slice('pointsman: '.length, -1)
    if (typeof expected === 'string') expect(line).toBe(expected)
    else expect(line).toMatch(expected)
  })

  it('C3 the stack is shown where POINTSMAN_DEBUG is set', async () => {
    const { err } = await runInProcess(['decide', 'no-such-file.json'], { env: { POINTSMAN_DEBUG: '1' } })
    expect(err).toMatch(/^pointsman: no-such-file\.json: no such file\nBadInput: .*\n {4}at /)
  })

  it.each([[[]], ...commands.map((name) => [[name]])])(
    'C5 --help of %j has examples, and exit code 0',
    async (argv) => {
      const { code, out, err } = await runInProcess([...argv, '--help'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('\nExamples:\n  $ pointsman ')
      expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
    },
  )

  it.each(commands)('C5 help %s is what its --help is, and help alone what --help is', async (name) => {
    expect(await runInProcess(['help', name])).toEqual(await runInProcess([name, '--help']))
    expect(await runInProcess(['help'])).toEqual(await runInProcess(['--help']))
    expect((await runInProcess(['help'])).code).toBe(0)
  })

  it('C5 without a command the help is on standard error, and exit code 2', async () => {
    const { code, out, err } = await runInProcess([])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    for (const name of commands) expect(err).toContain(`\n  ${name} `)
  })
})
