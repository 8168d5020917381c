import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parsePolicy, preferences, rules, type OptionKind, type Word } from '@pointsman/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schemaFiles } from './schema-files.ts'
import { policySchema } from './schemas/policy.ts'

const folder = fileURLToPath(new URL('../../../docs/reference/', import.meta.url))

describe('the published schemas', () => {
  it('C25 are those in the repository, no more and no fewer (npm run docs writes them)', () => {
    const committed = readdirSync(folder).filter((name) => name.endsWith('.schema.json'))
    const files = schemaFiles()
    expect(committed.sort()).toEqual([...files.keys()].sort())
    for (const [name, text] of files) expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
  })

  it('C25 the schema of a policy says yes where the reader of policies does, and no where it does', () => {
    const verdicts = { yes: 0, no: 0 }
    fc.assert(
      fc.property(policies, (policy) => {
        let reads = true
        try {
          parsePolicy(policy)
        } catch {
          reads = false
        }
        verdicts[reads ? 'yes' : 'no']++
        expect(policySchema.safeParse(policy).success).toBe(reads)
      }),
      { seed: 15, numRuns: 2000 },
    )
    expect(Math.min(verdicts.yes, verdicts.no)).toBeGreaterThan(200)
  })
})

const good: Readonly<Record<Exclude<OptionKind, readonly string[]>, unknown>> = {
  text: 'billing',
  'above 0': 1.5,
  'whole above 0': 2,
  minutes: -60,
  hours: '22:00-24:00',
  days: [1, 5],
}
const odd = fc.constantFrom<unknown>(0, -1, 1.5, '', 'x', null, true, [], {}, '9-17', [8], 900)

/** A word with its options, seldom wrong. */
function entries(key: string, words: Readonly<Record<string, Word<unknown>>>): fc.Arbitrary<unknown> {
  return fc.oneof(
    ...Object.entries(words).map(([name, { options }]) =>
      fc.oneof(
        fc.constant(name),
        fc
          .record(
            Object.fromEntries(
              Object.entries(options).map(([option, kind]) => [
                option,
                fc.oneof(
                  { weight: 12, arbitrary: fc.constant(typeof kind === 'string' ? good[kind] : kind[0]) },
                  { weight: 1, arbitrary: odd },
                ),
              ]),
            ),
            { requiredKeys: [] },
          )
          .map((given) => ({ [key]: name, ...given })),
      ),
    ),
    fc.constantFrom('onlin', { [key]: 'online', extra: 1 }, 7),
  )
}

const policies = fc.record(
  {
    name: fc.oneof({ weight: 9, arbitrary: fc.constant('mine') }, { weight: 1, arbitrary: odd }),
    require: fc.array(entries('rule', rules), { maxLength: 3 }),
    prefer: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: entries('preference', preferences) },
        {
          weight: 1,
          arbitrary: fc.record({
            blend: fc.array(
              fc.record(
                {
                  preference: fc.constantFrom(...Object.keys(preferences)),
                  weight: fc.constantFrom(1, 2, 1, 0),
                  per: fc.constantFrom(60, 1),
                },
                { requiredKeys: ['preference', 'weight'] },
              ),
              { maxLength: 3 },
            ),
          }),
        },
      ),
      { maxLength: 3 },
    ),
    relax: fc.constantFrom<unknown>([], [{ after: 30, drop: [] }], [{ after: -1, drop: [] }], [{ after: 1 }], 'x'),
    sample: fc.constantFrom<unknown>(2, 1, 0, 1.5),
    whenAllRefused: fc.constantFrom('pass', 'ask-again', 'no'),
  },
  { requiredKeys: ['name', 'require', 'prefer'] },
)
