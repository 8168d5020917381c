import { z } from 'zod'

const counted = z.int().min(0)
const milliseconds = z.number().min(0)
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

const difference = z.object({
  file: z.string(),
  line: z.int().min(1),
  chat: z.string(),
  answers: z.record(z.string(), agent.nullable()),
  why: z.string().describe('What set the strategies apart, codes first'),
})

/** What `reask --json` prints. */
export const reaskSchema: z.ZodType = z.object({
  pointsman: z.literal('reask/1'),
  requests: counted,
  repeated: counted.describe('Of the requests, those that were the same delivery again'),
  facts: counted,
  ignored: z.record(z.string(), counted).describe('Lines of each trigger that says nothing to us'),
  malformed: z.object({ count: counted, lines: z.array(z.int().min(1)).describe('The first 100') }),
  torn: z.boolean(),
  cutOff: z.literal(true).optional().describe('An interrupt ended the reading before its end'),
  differing: counted.describe('Requests on which the strategies differ, whether listed or not'),
  strategies: z.record(z.string(), strategy),
  differences: z.array(difference).describe('Every one, or as many as --differences says'),
})
