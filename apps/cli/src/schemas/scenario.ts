import type { Scenario } from '@pointsman/simulator'
import { z } from 'zod'

/** Beyond these, sums lose seconds or overflow: some 30,000 years, and a nanosecond. */
const longest = 1e12
const shortest = 1e-9
const above0 = z.number().positive().min(shortest).max(longest)
const from0 = z.number().nonnegative().max(longest)
/** Of an agent or of chats beside others: from a millionth of the usual to a million times it. */
const speed = z.number().positive().min(1e-6).max(1e6)
/** Per second: from one in 30 years to a thousand million. */
const rate = z.number().max(1e9)
const whole = z.int().positive()
const share = z.number().min(0).max(1)
const kind = <K extends string, T extends z.ZodRawShape>(name: K, shape: T) =>
  z.strictObject({ kind: z.literal(name), ...shape })

const durations = [
  kind('exponential', { mean: above0 }),
  kind('constant', { value: from0 }),
  kind('uniform', { min: from0, max: from0 }),
  kind('lognormal', { mean: above0, sd: from0 }),
  kind('gamma', { mean: above0, sd: from0 }),
  kind('hyperexponential', { means: z.array(above0).min(1), weights: z.array(from0).min(1) }),
  kind('empirical', { values: z.array(from0).min(1), weights: z.array(from0).optional() }),
] as const

const duration = z.discriminatedUnion('kind', durations).describe('A duration in seconds')
const patience = z
  .discriminatedUnion('kind', [...durations, kind('never', {})])
  .describe('How long a customer waits, in seconds; default for ever')

const extent = z
  .union([z.strictObject({ chats: whole }), z.strictObject({ seconds: above0 })], 'chats or seconds')
  .describe('A number of chats, or a length of time in seconds')

const warmup = z.union(
  [z.strictObject({ chats: z.int().nonnegative() }), z.strictObject({ seconds: from0 })],
  'chats or seconds',
)

const platform = z.strictObject({
  mode: z.enum(['queue', 'search']).optional().describe('Default queue'),
  acceptance: z.enum(['invite', 'join']).optional().describe('Default invite'),
  invitationTimeout: above0.optional().describe('Seconds; default 30'),
  maxAttempts: whole.optional().describe('In search mode; default 5'),
  waitingRoom: z.int().nonnegative().optional().describe('Most chats that may wait at once; default no bound'),
  retryInterval: z
    .number()
    .min(0.1)
    .max(longest)
    .optional()
    .describe('Seconds until a waiting chat is asked for again; default never'),
  abandonWhileInvited: z.boolean().optional().describe('Whether patience runs while invited; default true'),
  maxTransfers: z.int().nonnegative().max(1000).optional().describe('A chat is handed on so often at most; default 5'),
  serviceLevelSeconds: from0.optional().describe('Default 20'),
})

const known = z
  .union([from0, z.tuple([from0, from0.nullable()]), z.null()], 'seconds, bounds of them, or null')
  .describe('Seconds; or bounds, the upper one null where there is none; or null: drawn')
const recordedChats = z
  .strictObject({
    id: z.array(z.string()).optional(),
    language: z.array(z.string()).optional().describe("In place of the queue's languages"),
    customer: z.array(z.string()).optional(),
    handleTime: z.array(known).optional(),
    patience: z.array(known).optional(),
  })
  .describe('What is known of each chat: lists as long as at')

const arrivals = z.discriminatedUnion('kind', [
  kind('poisson', { perSecond: rate.positive().min(shortest) }),
  kind('piecewise', { period: above0, from: z.array(from0).min(1), perSecond: z.array(rate.nonnegative()).min(1) }),
  kind('trace', { at: z.array(from0), chats: recordedChats.optional() }),
])

const queue = z.strictObject({
  id: z.string().min(1),
  arrivals,
  languages: z.record(z.string().min(1), share).optional().describe('Language to its share of the chats'),
  handleTime: duration,
  patience: patience.optional(),
  priority: z.number().optional().describe('Higher goes first where chats wait; default 0'),
  transfers: z
    .array(z.strictObject({ to: z.string(), share: share.positive() }))
    .optional()
    .describe('Shares of the handlings after which the chat goes on to another queue'),
})

const agent = z.strictObject({
  id: z.string().min(1),
  count: whole.max(100_000).optional().describe('That many alike, id-1, id-2, …'),
  slots: whole.max(10_000).describe('Chats at once'),
  queues: z.array(z.string()),
  languages: z.array(z.string().min(1)).optional().describe('None: any'),
  speed: z
    .union([speed, z.record(z.string(), speed)])
    .optional()
    .describe('Divides handle times; default 1'),
  answers: z
    .strictObject({ accept: share.optional(), reject: share.optional(), after: duration.optional() })
    .optional(),
  shifts: z
    .array(z.tuple([from0, from0]))
    .optional()
    .describe('Online from … to …, in seconds, daily'),
  presence: z
    .array(z.tuple([from0, from0]))
    .optional()
    .describe('Online from … to …, in seconds from the start, in order, not repeating; in place of shifts'),
  skills: z.record(z.string().min(1), z.number().positive()).optional(),
  weight: z.number().positive().max(1e6).optional().describe('Share of the turns; default 1'),
})

const figure = z.strictObject({
  how: z.enum(['observed', 'inferred', 'assumed']),
  n: z.number().nonnegative().optional().describe('Observations'),
  value: z.number().optional(),
  ci95: z.tuple([z.number(), z.number()]).optional(),
  common: z
    .record(z.string(), z.number().min(0).max(1))
    .optional()
    .describe('Of the variance of the error, the share that is the same for all figures with such a name'),
  unit: z.string().optional(),
  text: z.string().optional(),
})
const origin = z
  .strictObject({
    recording: z.strictObject({
      from: z.number().describe('Unix seconds'),
      to: z.number(),
      requests: z.number(),
      facts: z.number(),
      chats: z.number(),
      listing: z.enum(['everybody', 'available', 'unknown']),
      holes: z.array(z.tuple([z.number(), z.number()])),
    }),
    fit: z.strictObject({ bearable: z.boolean(), because: z.array(z.string()) }),
    assumptions: z.array(z.string()),
    figures: z.record(z.string(), figure).describe('By JSON path of the scenario'),
  })
  .describe('Of what recording the scenario was made, and how surely each figure is known')

/** A scenario: `scenario/1`. Whether its parts fit together, `checkScenario` says. */
export const scenarioSchema: z.ZodType<Scenario> = z.strictObject({
  pointsman: z.literal('scenario/1'),
  name: z.string().min(1),
  description: z.string().optional(),
  horizon: extent,
  warmup: warmup.optional(),
  platform: platform.optional(),
  queues: z.array(queue).min(1),
  agents: z.array(agent).min(1),
  concurrency: z.strictObject({ speed: z.array(speed).min(1) }).optional(),
  origin: origin.optional(),
})
