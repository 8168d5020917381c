import { z } from 'zod'

/** Who takes chats, where no platform says so: as the roster file has it. */
export interface RosterAgent {
  readonly id: string
  readonly name: string
  /** Chats at once. */
  readonly slots: number
  readonly queues: readonly string[]
  /** Empty: any. */
  readonly languages: readonly string[]
  readonly skills: Readonly<Record<string, number>>
  readonly status: 'online' | 'paused' | 'offline'
}

const name = z.string().min(1)

/** A roster file: `{"agents": […]}`. */
export const rosterSchema: z.ZodType<{ readonly agents: readonly RosterAgent[] }> = z
  .strictObject({
    agents: z
      .array(
        z.strictObject({
          id: name,
          name: z.string().default(''),
          slots: z.int().min(0).max(10_000).describe('Chats at once.'),
          queues: z.array(z.string()).default([]).describe('The queues served; none: chats without a queue only.'),
          languages: z.array(name).default([]).describe('Empty: any.'),
          skills: z.record(name, z.number().positive()).default({}),
          status: z.enum(['online', 'paused', 'offline']).default('online').describe('At the start.'),
        }),
      )
      .superRefine((agents, context) => {
        const seen = new Set<string>()
        agents.forEach(({ id }, i) => {
          if (seen.has(id))
            context.addIssue({ code: 'custom', message: 'an id of its own', path: [i, 'id'], input: id })
          seen.add(id)
        })
      }),
  })
  .describe('The agents among whom pointsman itself routes what Chatlayer hands over.')
