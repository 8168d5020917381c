import { z } from 'zod'

const agent = z.string().describe("The platform's id of an agent")

/** A decision: an agent named, or a pass. */
export const decided: z.ZodType = z.union([
  z.strictObject({ kind: z.literal('assign'), agent }),
  z.strictObject({
    kind: z.literal('pass'),
    why: z.enum(['no-agents', 'all-refused', 'none-admitted', 'declined', 'not-listed']),
  }),
])

const reason = z
  .object({ code: z.string() })
  .catchall(z.union([z.string(), z.number(), z.array(z.string())]))
  .describe('A code, and the details that a sentence about it needs')

/** Why a decision was what it was. */
export const explanation: z.ZodType = z.strictObject({
  strategy: z.string(),
  decidedBy: z.string().optional().describe('The one of several strategies whose answer this is'),
  decision: decided,
  settledBy: z.string().nullable().describe('The key that set the named agent apart; only-candidate; null on a pass'),
  runnerUp: agent.nullable(),
  relaxed: z.array(z.string()).describe('Rules that were not applied'),
  keys: z.array(z.strictObject({ name: z.string(), wants: z.enum(['more', 'less']) })),
  ranking: z.array(z.strictObject({ agent, keys: z.array(z.number()) })).describe('Best first'),
  turnedAway: z.array(z.strictObject({ agent, rule: z.string(), because: reason })),
})

/** What `decide --json` prints. */
export const decisionSchema: z.ZodType = z.object({
  pointsman: z.literal('decision/1'),
  strategy: z.string(),
  decision: decided,
  explanation: explanation.optional().describe('With --explain'),
})
