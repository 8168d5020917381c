import { z } from 'zod'

const counted = z.int().min(0)
const law = { law: z.string(), title: z.string() }

const outcome = z.union([
  z.strictObject({ ...law, outcome: z.literal('holds'), runs: counted }),
  z.strictObject({ ...law, outcome: z.literal('skipped'), reason: z.string() }),
  z.strictObject({
    ...law,
    outcome: z.literal('broken'),
    how: z.string(),
    counterexample: z.string().describe('The plainest case that was found, as text'),
    seed: counted,
    path: z.string().describe("Where in the seed's cases it stands, for fast-check's path"),
  }),
])

/** What `check --json` prints. */
export const checkSchema: z.ZodType = z.object({
  pointsman: z.literal('check/1'),
  strategy: z.string(),
  runs: counted,
  seed: counted,
  kept: z.boolean().nullable().describe('Whether every law that was tried holds; null where none was tried'),
  tried: counted,
  skipped: counted,
  namedSomebody: z.boolean().describe('Whether the strategy named anybody in any case'),
  laws: z.array(outcome),
})
