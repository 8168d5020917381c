import { payloadSchema } from '@pointsman/inbenta/schema'
import { z } from 'zod'

// For documentation, and for tests that hold it and `decode-line.ts` together. Reading does not import this file.

const agentId = z.string()

const journalDecisionSchema = z.looseObject({
  strategy: z.string(),
  version: z.string().optional().describe('A hash of the policy'),
  kind: z.enum(['assign', 'pass']),
  why: z.string().optional().describe('Why nobody was named'),
  settledBy: z.string().nullable().optional().describe('What set the named agent apart'),
  propensity: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe("The strategy's probability of this answer given the request; absent where it is not known"),
  tookMs: z.number().optional(),
  fallback: z.boolean().optional().describe("Somebody else answered in the strategy's place"),
  shadow: z.record(z.string(), agentId.nullable()).optional().describe('What other strategies would have answered'),
})

const about = {
  v: z.literal(1),
  at: z.number().describe('Milliseconds since 1970'),
  answer: agentId.nullable().optional().describe('The agent named, or null for a pass'),
  decision: journalDecisionSchema.optional(),
}

/** A journal entry, as the webhook server writes it. */
export const journalEntrySchema: z.ZodType = z.union([
  z.looseObject({ ...about, source: z.literal('inbenta'), event: payloadSchema.describe('The payload as it came') }),
  z.looseObject({
    ...about,
    source: z.enum(['chatlayer', 'aivo']),
    arrival: z
      .looseObject({ queue: z.string(), language: z.string() })
      .nullable()
      .optional()
      .describe('Of an offload: as what it was read; null where another event tells of the arrival, under another id'),
    event: z.looseObject({}).describe('What came, in the words of its vendor'),
  }),
])

/** A line of a recording: a raw payload, or a journal entry. */
export const recordingLineSchema: z.ZodType = z.union([payloadSchema, journalEntrySchema])
