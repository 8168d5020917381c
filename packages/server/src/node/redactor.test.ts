import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PayloadReader } from '@pointsman/inbenta'
import { lineText } from '../record/line.ts'
import { redact } from '../record/redact.ts'
import { nodeBytes } from './node-bytes.ts'
import { Redactor } from './redactor.ts'

const mark = (value: string): string => `<${value.length}>`

describe('writing one payload after another', () => {
  test('J3 leaves of each what redaction of it alone leaves, in one line, and the payload as it was', () => {
    const text = fc.oneof(fc.constantFrom('', 'x', '"name":"x"', '\\', 'é', '\n', '],'), fc.string())
    const agent = fc.record({
      id: fc.uuid(),
      capacity: fc.constant<number>(1),
      lastActivity: fc.oneof(
        { weight: 9, arbitrary: fc.constant<unknown>(1_776_000_000) },
        { weight: 1, arbitrary: fc.constantFrom(7, 0.5, '', null) },
      ),
      name: fc.oneof(text, fc.constantFrom(null, 7, ['a'])),
      extraInfo: fc.dictionary(fc.constantFrom('contact', 'other', 'agents'), text),
    })
    const chat = fc.record({ id: text.map((id) => `c${id}`), name: text })
    const posted = fc.record({
      agents: fc.array(agent, { maxLength: 4 }),
      chat,
      change: fc.integer({ min: 0, max: 3 }),
      acts: fc.nat(11),
      space: fc.constantFrom(undefined, undefined, 1),
    })
    const names = fc.constantFrom(
      ['name', 'contact'],
      ['name', 'agents'],
      ['data'],
      ['na"me', 'name'],
      ['name', 'lastActivity'],
    )
    let pieces = 0
    let acted = 0
    fc.assert(
      fc.property(names, fc.array(posted, { minLength: 1, maxLength: 6 }), (named, payloads) => {
        const reader = new PayloadReader(nodeBytes)
        const redactor = new Redactor(named, mark)
        let roster = payloads[0]?.agents ?? []
        for (const { agents, chat: asked, change, acts, space } of payloads) {
          // Mostly the roster of the payload before, with one agent changed, or after one who acted.
          roster =
            change === 0
              ? agents
              : roster.map((one, i) =>
                  i === change - 1
                    ? { ...one, ...(acts < 9 ? { lastActivity: 1_776_000_000 + acts } : { capacity: change }) }
                    : one,
                )
          const value = { trigger: 'chats:assign', data: { agents: roster, chat: asked }, created_at: 5 }
          const json = JSON.stringify(value, null, space)
          const read = reader.read(Buffer.from(json))
          acted += read.roster?.activity.filter((at) => at !== undefined).length ?? 0
          const line = redactor.write(read)
          pieces = Math.max(pieces, line.length)
          const written = lineText(line)
          expect(written).not.toContain('\n')
          const expected = JSON.parse(json) as object
          redact(expected, new Set(named), mark)
          expect(JSON.parse(written)).toEqual(expected)
          expect(read.payload).toEqual(JSON.parse(json))
        }
      }),
      { seed: 3, numRuns: 1500 },
    )
    expect(pieces).toBe(6)
    expect(acted).toBeGreaterThan(50)
  })
})
