import { z } from 'zod'

const counted = z.int().min(0)
const milliseconds = z.number().min(0).nullable().describe('Null where nothing was measured')
const latency = z
  .object({ p50: milliseconds, p99: milliseconds, p999: milliseconds, max: milliseconds })
  .describe(
    'Quantiles true to three significant digits, the maximum exact; of fewer than 1,000 requests p99.9 is the maximum',
  )
const missed = counted.describe('Not answered within the deadline')

const headroom = z
  .union([
    z.object({
      kind: z.literal('measured'),
      below: z.number().nullable().describe('The largest size measured that is in time; null: none is'),
      at: z.number().describe('The smallest size measured that is not'),
    }),
    z.object({
      kind: z.literal('extrapolated'),
      at: z.number().describe('Beyond all that was measured: carried on from the largest size'),
      growth: z.number().min(1).describe('As agents to this power: the exponent of the fit, and at least 1'),
      fit: z.object({
        exponent: z.number().describe('By least squares on the logarithms of size and p99.9'),
        from: z.number().describe('The least size the fit goes through'),
        to: z.number(),
        points: z.int().min(2),
      }),
    }),
    z.object({ kind: z.literal('unknown'), why: z.enum(['too few sizes', 'nothing was answered']) }),
  ])
  .describe('The roster at which p99.9 crosses the deadline')

const answers = z
  .object({ honoured: counted, blank: counted, invalid: counted, late: counted, failed: counted })
  .describe('honoured: names somebody listed; failed: no connection, or not 200')

const inProcess = z.object({
  sizes: z.array(
    z.object({
      agents: z.int().min(1),
      bodyBytes: counted,
      requests: counted,
      decodeMs: latency.describe('Reading the body: the same for every strategy'),
      strategies: z.record(
        z.string(),
        z.object({
          decideMs: latency.describe('The choice alone'),
          latencyMs: latency.describe('Reading the body, and the choice'),
          assigned: counted,
          passed: counted,
          missed,
        }),
      ),
    }),
  ),
  headroom: z.record(z.string(), headroom),
})

const load = z.object({
  perSecond: z.number(),
  requests: counted,
  answeredPerSecond: z.number(),
  latencyMs: latency.describe('From when each delivery was due'),
  senderLagMs: latency.describe('How late deliveries went out; part of the latencies'),
  answers,
  missed,
  held: z.boolean().describe('None was missed, and answers came as fast as deliveries went'),
})

const overHttp = z.object({
  url: z.string(),
  faults: z.looseObject({}).optional(),
  faultCounts: z.record(z.string(), counted).optional(),
  sizes: z.array(
    z.object({ agents: z.int().min(1), bodyBytes: counted, requests: counted, latencyMs: latency, answers, missed }),
  ),
  headroom,
  trouble: z.string().optional().describe('Why the last delivery that failed did: answered 401, ECONNREFUSED, …'),
  rates: z
    .object({
      agents: z.int().min(1),
      loads: z.array(load),
      headroom: z.object({
        heldPerSecond: z.number().nullable().describe('The highest rate measured that was held; null: none was'),
        crossedPerSecond: z
          .number()
          .nullable()
          .describe('The lowest rate measured that was not; null: every one was held'),
      }),
    })
    .optional(),
})

/** What `deadline --json` prints. */
export const deadlineSchema: z.ZodType = z.object({
  pointsman: z.literal('deadline/1'),
  deadlineMs: z.literal(5000),
  cutOff: z.literal(true).optional().describe('An interrupt ended it before its end'),
  inProcess: inProcess.optional(),
  overHttp: overHttp.optional(),
})
