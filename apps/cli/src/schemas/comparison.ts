import { metricNames, type Comparison } from '@pointsman/simulator'
import { z } from 'zod'
import { estimateSchema, resultSchema } from './result.ts'

const interval = z.tuple([z.number(), z.number()])

const difference = z
  .object({
    difference: z.number().nullable().describe('Strategy minus baseline'),
    ci95: interval.nullable().describe('Of the paired differences, by Student’s t; not corrected for their number'),
    relative: z
      .object({ difference: z.number(), ci95: interval })
      .nullable()
      .describe('As a share of the baseline’s mean; null where that is 0'),
    p: z.number().min(0).max(1).nullable().describe('Two-sided; 1 where all differences are 0'),
    pHolm: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('Corrected over all strategies and decisive metrics; else null'),
  })
  .describe('null where it cannot be told')

const likeness = {
  recorded: z.number(),
  simulated: z.number().describe('Mean over replications'),
  ci95: interval.nullable().describe('Where one such day lies in 95 of 100 replications'),
}

const fidelity = z
  .object({
    strategy: z.string(),
    named: z.boolean().describe('Whether the recording says that it was this one'),
    value: z.number().min(0).max(1).describe('1 less the largest error beyond chance'),
    least: z.number().describe('Below it the verdict is withheld'),
    figures: z.array(
      z.object({
        name: z.enum(['waitMean', 'waitByHour', 'abandonRate', 'rejectRate', 'chatsByAgent']),
        plain: z.string(),
        error: z.number().min(0).max(1),
        byChance: z.number().min(0).max(1).describe('What a perfect model would show'),
        recorded: likeness.recorded.optional(),
        simulated: likeness.simulated.optional(),
        ci95: likeness.ci95.optional(),
      }),
    ),
    hours: z
      .array(z.object({ from: z.number(), to: z.number(), chats: z.number(), ...likeness }))
      .describe('Mean waits, seconds, of those who came between these seconds from the start'),
    agents: z.array(z.object({ id: z.string(), ...likeness })).describe('Chats attended'),
  })
  .describe('How well the replay of a recording reproduces it, under the strategy that answered then')

const counts = z.number().nonnegative()

const profile = z.object({
  waits: z.object({
    edges: z.array(z.number()).describe('Upper edges, seconds; the first is 0'),
    counts: z.array(counts).describe('One more than the edges: the last is beyond'),
  }),
  overTime: z.object({
    period: z.number().positive().describe('Seconds'),
    slices: z.array(
      z.object({ offered: counts, withinServiceLevel: counts, abandoned: counts, waited: counts.describe('Seconds') }),
    ),
  }),
})

/** What `compare --json` prints. */
export const comparisonSchema: z.ZodType<Comparison> = z.object({
  pointsman: z.literal('comparison/1'),
  loop: z.literal('closed').describe('Decisions have their consequences'),
  scenario: z.string(),
  seed: z.int(),
  replications: z.int().positive(),
  stopped: z.enum(['replications', 'precision', 'budget', 'interrupted']).describe('Why no more were made'),
  baseline: z.string(),
  results: z.array(resultSchema).min(2),
  fidelity: fidelity.optional(),
  versus: z
    .record(z.string(), z.record(z.string(), difference))
    .describe(`By strategy other than the baseline, by metric: ${metricNames.join(', ')}`),
  verdict: z.union([
    z.object({ best: z.string().nullable().describe('null where none is surely best'), text: z.string() }),
    z.object({ withheld: z.string().describe('Why') }),
  ]),
  pareto: z.object({
    metrics: z.array(z.object({ name: z.string(), wants: z.enum(['more', 'less']) })),
    front: z.array(z.string()).min(1),
    dominatedBy: z.record(z.string(), z.array(z.string())),
  }),
  bound: z
    .object({
      kind: z.string(),
      metric: z.literal('waitMean'),
      estimate: estimateSchema,
      text: z.string(),
      above: z.record(z.string(), estimateSchema).describe('By strategy, seconds above the bound'),
    })
    .optional()
    .describe('What no routing could beat; left out where none is known'),
  profiles: z.record(z.string(), profile).optional().describe('By strategy, summed over replications'),
  assumptions: z.array(z.string()),
  reproduce: z.string().describe('The command that makes the same document again'),
})
