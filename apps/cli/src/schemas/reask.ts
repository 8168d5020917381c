import { z } from 'zod'
import { decided, explanation } from './decision.ts'
import { offPolicy } from './off-policy.ts'

const counted = z.int().min(0)
const milliseconds = z.number().min(0).nullable().describe('Null where nothing was asked')
const agent = z.string()

const strategy = z.object({
  assigned: counted,
  passed: counted,
  agreement: z.object({ agreed: counted, of: counted }).describe('Of the requests whose answer was recorded'),
  refuserNamed: counted.describe('How often it named somebody who had refused that chat'),
  chatShareJain: z.number().nullable().describe("Jain's index of chatsByAgent; null where nobody was named"),
  chatsByAgent: z.record(agent, counted).describe('Everybody who was ever listed'),
  latencyMs: z
    .object({ p50: milliseconds, p99: milliseconds, p999: milliseconds, max: milliseconds })
    .optional()
    .describe('Left out under --no-latency'),
  missed: counted.optional().describe('Decisions that took more than 5 s; left out under --no-latency'),
})

const reason = z
  .union([
    z.strictObject({
      code: z.literal('key'),
      key: z.string(),
      value: z.number(),
      other: z.number().describe("The other agent's"),
      agent,
    }),
    z.strictObject({ code: z.literal('lot'), agent }),
    z.strictObject({ code: z.enum(['turned-away', 'admitted']), agent, rule: z.string() }),
    z.strictObject({ code: z.literal('pass'), why: z.string(), agent: agent.optional(), rule: z.string().optional() }),
    z.strictObject({ code: z.literal('not-listed'), agent }),
    z.strictObject({ code: z.literal('settled'), by: z.string() }),
    z.strictObject({ code: z.literal('not-explained') }),
  ])
  .describe(
    'key: the first in which the two agents differ; turned-away: the other agent was, by this rule; admitted: this agent was turned away by this rule where nobody was named; settled: all that is known',
  )

const apart = z.object({
  answer: agent.nullable(),
  strategies: z.array(z.string()).describe('All that gave this answer; the reason is of the first'),
  against: agent
    .nullable()
    .describe(
      'The answer that it is held against: that of the first entry, of the second for the first, and what was recorded for a single strategy',
    ),
  reason,
  relaxed: z.array(z.string()).describe('Rules that were not applied'),
})

const difference = z.object({
  file: z.string(),
  line: z.int().min(1),
  at: z.number().describe('Milliseconds since 1970'),
  chat: z.string(),
  queue: z.string().describe('Empty: none'),
  recorded: agent.nullable().optional().describe('The answer then; null: a pass; absent: not recorded'),
  answers: z.record(z.string(), agent.nullable()),
  why: z.string().describe('What set the strategies apart, codes first'),
  apart: z.array(apart).describe('The same as data: an entry for each answer'),
})

const decision = z.object({
  file: z.string(),
  line: z.int().min(1),
  at: z.number(),
  chat: z.string(),
  queue: z.string(),
  recorded: agent.nullable().optional(),
  strategies: z.record(z.string(), z.object({ decision: decided, explanation: explanation.optional() })),
})

/** What `reask --json` prints. */
export const reaskSchema: z.ZodType = z.object({
  pointsman: z.literal('reask/1'),
  loop: z.literal('open').describe('Exact about decisions, silent about their consequences'),
  requests: counted,
  repeated: counted.describe('Of the requests, those that were the same delivery again'),
  facts: counted,
  ignored: z.record(z.string(), counted).describe('Lines of each trigger that says nothing to us'),
  malformed: z.object({ count: counted, lines: z.array(z.int().min(1)).describe('The first 100') }),
  torn: z.boolean(),
  cutOff: z.literal(true).optional().describe('An interrupt ended the reading before its end'),
  differing: counted.describe(
    'Requests on which the strategies differ, or a single one differs from what was recorded, whether listed or not',
  ),
  agreementBetween: z
    .record(z.string(), z.record(z.string(), z.object({ agreed: counted, of: counted })))
    .describe('Of the requests, repeated deliveries left out, those that two strategies answered alike, both ways'),
  decisions: z.array(decision).optional().describe('With --chat: each on that chat; with --explain, explained'),
  strategies: z.record(z.string(), strategy),
  offPolicy: offPolicy.optional(),
  differences: z.array(difference).describe('Every one, or as many as --differences says'),
})
