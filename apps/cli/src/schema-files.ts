import { journalEntrySchema, recordingLineSchema } from '@pointsman/recording/schema'
import { configSchema } from '@pointsman/server/node'
import { z } from 'zod'
import { checkSchema } from './schemas/check.ts'
import { comparisonSchema } from './schemas/comparison.ts'
import { deadlineSchema } from './schemas/deadline.ts'
import { decisionSchema } from './schemas/decision.ts'
import { policySchema } from './schemas/policy.ts'
import { reaskSchema } from './schemas/reask.ts'
import { resultSchema } from './schemas/result.ts'
import { scenarioSchema } from './schemas/scenario.ts'
import { strategiesSchema } from './schemas/strategies.ts'

const schemas: Readonly<Record<string, readonly [title: string, schema: z.ZodType]>> = {
  check: ['pointsman check --json', checkSchema],
  comparison: ['pointsman compare --json', comparisonSchema],
  config: ['The configuration of pointsman serve', configSchema],
  deadline: ['pointsman deadline --json', deadlineSchema],
  decision: ['pointsman decide --json', decisionSchema],
  'journal-entry': ['A journal entry, as the webhook server writes it', journalEntrySchema],
  policy: ['A policy', policySchema],
  reask: ['pointsman reask --json', reaskSchema],
  'recording-line': ['A line of a recording', recordingLineSchema],
  result: ['pointsman simulate --json', resultSchema],
  scenario: ['A scenario', scenarioSchema],
  strategies: ['pointsman strategies --json', strategiesSchema],
}

/** The published JSON Schemas by file name, made of the schemas that the code itself uses. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(schemas).map(([name, [title, schema]]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`]
    }),
  )
}
