import { z } from 'zod'

const kind = z.union([
  z.enum(['text', 'above 0', 'whole above 0', 'minutes', 'hours', 'days']),
  z.array(z.string()).describe('One of these words'),
])

const word = z.strictObject({
  name: z.string(),
  meaning: z.string(),
  options: z.record(z.string(), kind),
  needs: z.array(z.string()).describe('Options without which the word means nothing'),
})

const strategy = z.strictObject({
  name: z.string(),
  purpose: z.string(),
  fails: z.string().describe('When it does not serve'),
  source: z.string(),
  require: z.array(z.string()).describe('Its rules'),
  prefer: z.array(z.string()).describe('Its preferences, in order'),
  sample: z.int().min(1).nullable().describe('How many of those admitted it ranks, drawn by lot; null: all'),
})

/** What `strategies --json` prints. */
export const strategiesSchema: z.ZodType = z.object({
  pointsman: z.literal('strategies/1'),
  strategies: z.array(strategy),
  rules: z.array(word),
  preferences: z.array(word),
})
