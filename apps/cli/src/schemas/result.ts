import { metricNames, type Estimate, type Result } from '@pointsman/simulator'
import { z } from 'zod'

/** A mean with its interval. */
export const estimateSchema: z.ZodType<Estimate> = z.object({
  mean: z.number().nullable().describe('null where there was nothing to measure'),
  ci95: z.tuple([z.number(), z.number()]).nullable().describe('null where it cannot be told'),
})

const metrics = z.record(z.string(), estimateSchema).describe(metricNames.join(', '))
const chats = z.number().nonnegative()

/** What `simulate --json` prints. */
export const resultSchema: z.ZodType<Result> = z.object({
  pointsman: z.literal('result/1'),
  scenario: z.string(),
  strategy: z.string(),
  seed: z.int(),
  replications: z.int().positive(),
  chats: z
    .object({ offered: chats, attended: chats, abandoned: chats, lost: chats, unfinished: chats })
    .describe('Means per replication, of chats offered after the warm-up'),
  metrics,
  byQueue: z.record(z.string(), metrics),
  agents: z.array(z.object({ id: z.string(), chats, occupancy: z.number().nullable(), online: z.number() })),
})
