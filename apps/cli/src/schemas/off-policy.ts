import { z } from 'zod'

const estimate = z.object({ mean: z.number(), ci95: z.tuple([z.number(), z.number()]) })
const counted = z.int().min(0)

const answer = z.union([
  z.object({
    of: counted.describe('Recorded namings (acceptances, of a handle time) whose outcome is known'),
    effectiveSize: z.number().min(0).describe('(Σw)² / Σw²: as many namings of its own would say as much'),
    inversePropensity: estimate.optional().describe('Absent for handle times, where it is the self-normalised one'),
    selfNormalised: estimate,
    doublyRobust: estimate,
  }),
  z.strictObject({ refused: z.string().describe('Why there is no estimate') }),
])

/** One-step outcomes under strategies that were not tried, from the lots of the one that was. */
export const offPolicy: z.ZodType = z
  .object({
    recorded: z.object({
      requests: counted.describe('Requests whose recorded answer has a propensity'),
      drawn: counted.describe('Of these, those with a propensity below 1'),
      leastPropensity: z.number().gt(0).max(1),
    }),
    bounds: z.object({
      leastEffectiveSize: z.number().describe('Below this nothing is estimated'),
      mostUncovered: z.number().describe('Where a greater share has propensity 0, nothing is estimated'),
    }),
    strategies: z.record(
      z.string(),
      z.object({
        named: counted.describe('Of recorded.requests, those where it names somebody'),
        uncovered: z
          .number()
          .describe('Of named, the share where whom it names certainly had propensity 0, as nothing was drawn'),
        weight: estimate.nullable().describe('The mean weight: 1 where everybody whom it names had a chance'),
        largestWeight: z.number().min(0),
        acceptance: answer.describe('The share of its namings that the agent named accepts'),
        handleTime: answer.describe('Mean seconds from acceptance to the end of the chats that it has accepted'),
      }),
    ),
  })
  .describe('Estimates from recorded propensities; absent where the recording holds none')
