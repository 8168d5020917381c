import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payloadText } from '../testing/payload-text.ts'
import { printable } from './printable.ts'
import { runInProcess } from '../testing/run-in-process.ts'
import { table } from './table.ts'
import { temporary } from '../testing/temporary.ts'
import { wrap } from './wrap.ts'

const hostile = 'x\u001B[2J\u009B31m\u202Eevil\u2066\u0007\n'
const harmful = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u

describe('what people are shown', () => {
  it('C8 holds no control and no override of direction, and is otherwise what it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const shown = [printable(text), wrap(text, 1e6), table([{ heading: 'h' }], [[text]])]
        for (const each of shown) expect(each.replaceAll('\n', '')).not.toMatch(harmful)
      }),
      { seed: 16, numRuns: 500 },
    )
    expect(printable('Zoë 李 👩‍🚀 שלום\n')).toBe('Zoë 李 👩‍🚀 שלום ')
  })

  const policy = {
    name: `p${hostile}`,
    require: ['online', { rule: 'has-skill', skill: hostile }],
    prefer: ['free-capacity'],
    relax: [{ after: 0, drop: ['has-skill'] }],
  }
  const agents = [
    { id: `a${hostile}`, name: hostile, capacity: 5 },
    { id: `b${hostile}`, restrictions: { rooms: [hostile], languages: [hostile] } },
    { id: `c${hostile}`, capacity: 2 },
  ]
  const plugin = `export default {
    name: ${JSON.stringify(`plug${hostile}`)},
    decide: ({ agents }) => agents[0]?.id ?? null,
  }`
  const files = {
    'p.json': JSON.stringify(policy),
    's.mjs': plugin,
    'thrown.mjs': `throw new Error(${JSON.stringify(hostile)})`,
    'r.ndjson': `${payloadText({ id: `chat${hostile}`, room: '' }, agents)}\n{"trigger": "${'\u202E'}", "created_at": "x\u009B"}\n`,
  }

  it.each([
    ['decide', '-', '--explain', '--strategy', 'p.json'],
    ['decide', '-', '--explain', '--strategy', 's.mjs'],
    ['decide', '-', '--strategy', 'thrown.mjs'],
    ['decide', `${hostile}.json`],
    ['decide', '-', `--${hostile}`],
    ['decide', '-', '--strategy', hostile],
    ['reask', 'r.ndjson', '--no-latency', '--strategies', 'p.json,s.mjs,fill-up'],
    ['reask', 'r.ndjson', '--explain', '--strategies', 'p.json,s.mjs', '--chat', `chat${hostile}`],
    ['reask', 'r.ndjson', '--chat', hostile],
    ['decide', '-', '--config', 'p.json'],
    ['help', hostile],
    ['check', 'p.json', '--runs', '20'],
    ['check', 's.mjs', '--runs', '20'],
  ])('C8 whatever ids, policies, plug-ins, files and arguments are called: %s %s', (...argv) =>
    temporary(files, async (path) => {
      const placed = argv.map((word) =>
        word
          .split(',')
          .map((one) => (one in files ? path(one) : one))
          .join(','),
      )
      const { out, err } = await runInProcess(placed, { stdin: payloadText({ room: '' }, agents) })
      expect((out + err).length).toBeGreaterThan(0)
      expect((out + err).replaceAll('\n', '')).not.toMatch(harmful)
    }),
  )
})
