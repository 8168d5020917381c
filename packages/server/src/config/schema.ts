import { z } from 'zod'
import { aivoSchema } from './aivo-schema.ts'
import { chatlayerSchema } from './chatlayer-schema.ts'
import type { Config } from './config.ts'

const name = z.string().min(1)
const levels = z.strictObject({
  from: z.string().min(1).describe('A path of field names with dots.'),
  format: z.enum(['list', 'map']).describe('`list`: names, or `name:level`; `map`: an object of levels.'),
})

const inbenta = z.strictObject({
  secrets: z
    .array(z.string().min(1))
    .default(['env:POINTSMAN_INBENTA_SECRET'])
    .describe('Secrets that requests may be signed with; several while one replaces another.'),
  signature: z
    .strictObject({
      input: z.enum(['body', 'data']).default('body').describe('What is signed: the raw body, or the JSON of `data`.'),
      encoding: z.enum(['auto', 'hex', 'base64']).default('auto'),
    })
    .prefault({})
    .describe('How requests are signed: the documents leave it open.'),
  reply: z
    .enum(['agentId', 'agent', 'id', 'text'])
    .default('agentId')
    .describe('The shape of the answer: the documents leave it open.'),
  pairing: z
    .boolean()
    .default(false)
    .describe(
      'Whether handshakes are answered: until one was, where no secret is configured, and later to take one anew.',
    ),
  emptyRooms: z.enum(['none', 'any']).default('none').describe('Which queues an agent with no rooms serves.'),
  emptyLanguages: z.enum(['any', 'none']).default('any').describe('Which languages an agent with none speaks.'),
  capacityCountsInvitations: z
    .boolean()
    .default(true)
    .describe('Whether `capacity` is already reduced by pending invitations.'),
  maxBytes: z
    .int()
    .min(1024)
    .max(256 * 1024 * 1024)
    .default(16_000_000)
    .describe('Larger bodies are refused with 413.'),
})

const journal = z.strictObject({
  path: z.string().min(1).default('./journal').describe('A folder of its own for each server.'),
  fsync: z
    .enum(['always', 'batch', 'never'])
    .default('batch')
    .describe('`always`: an answer leaves when its line is on the disk; `batch`: within 100 ms.'),
  redact: z
    .array(z.string().min(1))
    .default(['name', 'nickname', 'contact', 'externalId', 'hash'])
    .describe('Values under these names, at any depth, are replaced by a keyed hash.'),
  redactionKey: z
    .string()
    .min(16)
    .optional()
    .describe('The key of the hash, where several servers are to agree on it. Default: made once, kept in `state`.'),
  segmentBytes: z
    .int()
    .min(1024)
    .default(64 * 1024 * 1024)
    .describe('A segment is closed when it is larger.'),
})

/** The configuration file, before anything is looked up. */
export const configSchema: z.ZodType<Config> = z
  .strictObject({
    strategy: name.default('most-free-capacity').describe('Who is asked: a built-in, a policy or a plug-in, by name.'),
    fallback: z.array(name).default(['most-free-capacity']).describe('Who is asked in turn when it fails.'),
    shadow: z.array(name).default([]).describe('Who is asked after the answer, for comparison.'),
    guard: z
      .enum(['eligible', 'listed'])
      .default('eligible')
      .describe('What is checked of whom a strategy names: listed, online and with a free slot, or listed alone.'),
    policies: z.array(z.record(z.string(), z.unknown())).default([]).describe('Strategies as data.'),
    plugins: z.array(z.string().min(1)).default([]).describe('Files that export a strategy by default.'),
    budgetMs: z
      .int()
      .min(50)
      .max(4500)
      .default(3500)
      .describe('Milliseconds from the first byte to the last; the platform waits 5,000.'),
    graceMs: z
      .int()
      .min(0)
      .max(600_000)
      .optional()
      .describe(
        'Milliseconds for which, when the server is to end, connections are still taken though readiness is off. Default: a quarter of `budgetMs`, and it ends within the budget.',
      ),
    skills: levels
      .default({ from: 'extraInfo.skills', format: 'list' })
      .describe('Where agents’ skills are written down.'),
    needs: levels
      .extend({
        byQueue: z
          .record(z.string(), z.record(z.string(), z.number().positive()))
          .optional()
          .describe('What every chat of a queue needs: skill to least level.'),
      })
      .optional()
      .describe('Where it is written down what a chat needs. Default: `extraInfo.needs`, a list.'),
    inbenta: inbenta.prefault({}),
    chatlayer: chatlayerSchema.optional().describe('Without this key there is no Chatlayer route.'),
    aivo: aivoSchema.optional().describe('Without this key anybody may post Aivo’s events, as their document has it.'),
    journal: z
      .union([z.literal(false), journal])
      .prefault({})
      .describe('`false` turns it off.'),
    state: z.string().min(1).default('./state').describe('A folder for the paired secret and the ledger.'),
    store: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('memory') }),
        z.strictObject({
          kind: z.literal('redis'),
          url: z.string().min(1),
          prefix: z.string().min(1).default('pointsman').describe('What its keys begin with.'),
          timeoutMs: z
            .int()
            .min(10)
            .max(2000)
            .default(250)
            .describe('A Redis that is slower than this is done without.'),
        }),
      ])
      .default({ kind: 'memory' }),
    reservationSeconds: z
      .number()
      .positive()
      .max(3600)
      .default(30)
      .describe('So long an agent named and not seen yet counts as taken.'),
    admin: z.strictObject({ token: z.string().min(1) }).optional(),
  })
  .describe('The configuration of `pointsman serve`. Any text may be "env:NAME", read from the environment.')
