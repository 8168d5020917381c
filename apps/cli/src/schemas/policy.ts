import { preferences, rules, type OptionKind, type Word } from '@pointsman/core'
import { z } from 'zod'

const above0 = z.number().gt(0)

const kinds: Readonly<Record<Exclude<OptionKind, readonly string[]>, z.ZodType>> = {
  text: z.string().min(1),
  'above 0': above0,
  'whole above 0': z.int().gt(0),
  minutes: z.number().min(-840).max(840),
  hours: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  days: z.array(z.union([z.int().min(1).max(7), z.string().regex(/^[1-7]$/)])).min(1),
}

function optionsOf({ options, needs }: Word<unknown>): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(options).map(([name, kind]) => {
      const schema = typeof kind === 'string' ? kinds[kind] : z.enum([...kind] as [string, ...string[]])
      return [name, needs.includes(name) ? schema : schema.optional()]
    }),
  )
}

/** A word alone, where it needs no options, or an object that names it and gives them. */
function entry(
  words: Readonly<Record<string, Word<unknown>>>,
  key: string,
  more: Record<string, z.ZodType>,
): z.ZodType {
  const alone = Object.keys(words).filter((name) => words[name]?.needs.length === 0)
  const objects = Object.entries(words).map(([name, word]) =>
    z.strictObject({ [key]: z.literal(name), ...optionsOf(word), ...more }).describe(word.meaning),
  )
  return z.union([z.enum(alone as [string, ...string[]]), ...objects])
}

const wants = { wants: z.enum(['more', 'less']).optional() }

const ingredient = z.union(
  Object.entries(preferences).map(([name, word]) =>
    z.strictObject({
      preference: z.literal(name),
      ...optionsOf(word),
      ...wants,
      weight: above0,
      per: above0.optional().describe('How much of the key makes one unit'),
    }),
  ),
)

const blend = z.strictObject({ blend: z.array(ingredient).min(1), name: z.string().optional() })

/** A policy: who may have the chat, and who should. */
export const policySchema: z.ZodType = z.strictObject({
  name: z.string().regex(/\S/),
  require: z.array(entry(rules, 'rule', {})),
  prefer: z.array(z.union([entry(preferences, 'preference', wants), blend])),
  relax: z
    .array(
      z.strictObject({
        after: z.number().min(0).describe('Seconds of waiting'),
        drop: z.array(z.enum(Object.keys(rules) as [string, ...string[]])).describe('Rules that "require" lists'),
      }),
    )
    .optional(),
  sample: z.int().gt(0).optional().describe('Rank only this many of the admitted, drawn by lot'),
  whenAllRefused: z.enum(['pass', 'ask-again']).optional(),
})
