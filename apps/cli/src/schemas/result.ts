import { metricNames, type Estimate, type Result } from '@pointsman/simulator'
import { z } from 'zod'

/** A mean with its interval. */
export const estimateSchema: z.ZodType<Estimate> = z.object({
  mean: z.number().nullable().describe('null where there was nothing to measure'),
  ci95: z.tuple([z.number(), z.number()]).nullable().describe('null where it cannot be told'),
})

const metrics = z
  .record(z.string(), estimateSchema)
  .describe(`${metricNames.join(', ')}; where the scenario has transfers, transferRate`)
const chats = z.number().nonnegative()

const milliseconds = z.number().nonnegative().nullable()

const answers = z
  .object({
    asked: z.int().describe('Questions to the webhook: the sum of those below, and those that were still out'),
    honoured: z.int().describe('The agent named was taken'),
    blank: z.int(),
    invalid: z.int().describe('An id not listed, or not readable'),
    full: z.int().describe('Somebody listed was named, who had no room any more'),
    late: z.int(),
    failed: z.int().describe('No connection, or not 200'),
    moot: z.int().describe('A name came when the chat was over'),
    latencyMs: z.object({ p50: milliseconds, p99: milliseconds, max: milliseconds }).describe('Of those in time'),
  })
  .describe('Of an emulation: what became of the answers')

const counts = z.record(z.string(), z.int().nonnegative())

/** What an emulation adds to a result. */
interface Emulated {
  readonly cutOff?: true | undefined
  readonly answers?: unknown
  readonly deliveries?: unknown
  readonly faults?: unknown
}

/** What `simulate --json` prints, and with answers `emulate --json`. */
export const resultSchema: z.ZodType<Result & Emulated> = z.object({
  pointsman: z.literal('result/1'),
  loop: z.literal('closed').describe('Decisions have their consequences'),
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
  cutOff: z.literal(true).optional().describe('Of an emulation: it was interrupted'),
  answers: answers.optional(),
  deliveries: counts
    .optional()
    .describe('Of an emulation: events posted beside chats:assign, failed, and dropped as too many waited'),
  faults: z.array(counts).optional().describe('Of an emulation: what was done to what went to each webhook'),
})
