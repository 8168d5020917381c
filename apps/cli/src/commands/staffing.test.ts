import { describe, expect, it } from 'vitest'
import { runInProcess } from '../testing/run-in-process.ts'

const base = ['staffing', '--per-hour', '180', '--handle', '300']

describe('staffing', () => {
  it('M11 says how many agents, and what one or two more or fewer would give', async () => {
    const { code, out, err } = await runInProcess([...base, '--patience', '120'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^17 agents with 1 slot attend 80 % of 180 chats an hour within 20 s/)
    expect(out).toContain('Erlang A')
    expect(out.split('\n').filter((line) => /^ *\d+( \*)? /.test(line))).toHaveLength(6)
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
  })

  it('M11 --json has the model, the answer and what was asked; slots are shared out to agents', async () => {
    const { out } = await runInProcess([...base, '--slots', '3', '--target', '90', '--json'])
    const told = JSON.parse(out) as { model: string; agents: number; answer: { slots: number; serviceLevel: number } }
    expect(told.model).toBe('erlang-c')
    expect(told.answer.serviceLevel).toBeGreaterThanOrEqual(0.9)
    expect(told.agents).toBe(Math.ceil(told.answer.slots / 3))
  })

  it('M11 times and shares may bear their units', async () => {
    const plain = await runInProcess([...base, '--patience', '120', '--target', '80', '--within', '60'])
    const units = [
      'staffing',
      '--per-hour',
      '180',
      '--handle',
      '5m',
      '--patience',
      '2m',
      '--target',
      '80%',
      '--within',
      '1m',
    ]
    expect(await runInProcess(units)).toEqual(plain)
  })

  it.each([
    [['staffing'], "required option '--per-hour <N>' not specified"],
    [[...base, '--target', '100'], '--target: expected per cent above 0 and at most 99.9999, such as 80%, got "100"'],
    [[...base, '--target', '0.8'], '--target: expected per cent: 80% for a share of 0.8, or 0.8%, got "0.8"'],
    [[...base, '--handle', '-1'], '--handle: expected a length of time above 0: seconds, or such as 60s, 5m or 1h'],
    [[...base, '--slots', '0'], 'expected a whole number from 1 up'],
  ])('C1 %j is one line, exit code 2', async (argv, expected) => {
    const { code, out, err } = await runInProcess(argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(expected)
    expect(err.trimEnd()).not.toContain('\n')
  })
})
