import { z } from 'zod'
import type { ChatlayerConfig } from './config.ts'
import { urlText } from './url-text.ts'

const path = z.string().min(1)
/** What goes in a header; anything else would be refused each time, in words that may show it. */
const credential = z.string().regex(/^[\x21-\x7e]+$/, { message: 'expected printable text without spaces' })

/** The key `chatlayer`. */
export const chatlayerSchema: z.ZodType<ChatlayerConfig> = z
  .strictObject({
    verifyToken: z.string().min(1).describe('What Chatlayer sends as `challenge.verifyToken`.'),
    payload: z
      .strictObject({
        queue: path.optional().describe('Default `queue`.'),
        queues: z.record(z.string(), z.string()).optional().describe('From what is written there to our queues.'),
        defaultQueue: z.string().optional().describe('Where nothing is written. Default: no queue.'),
        language: path.optional().describe("Default `language`; else the customer's preferred language."),
        needs: path.optional().describe('Default `needs`.'),
        priority: path.optional().describe('Default `priority`.'),
      })
      .default({})
      .describe('Where an offload’s payload says what the chat is: paths of field names with dots.'),
    roster: path.optional().describe('A file of agents among whom pointsman itself routes.'),
    agentChat: z
      .strictObject({
        url: urlText.describe('With the version, such as https://agentchat-eu.inbenta.chat:8000/v1.'),
        appId: credential,
        secret: credential,
        source: z.int().optional().describe('The number by which Agent Chat knows where a chat comes from.'),
        withinMs: z
          .int()
          .min(100)
          .max(120_000)
          .default(15_000)
          .describe('Milliseconds an offload may take; a chat that is made later is closed again. Default 15,000.'),
      })
      .optional()
      .describe('The Agent Chat that conversations are bridged to.'),
    aivo: z
      .literal(true)
      .optional()
      .describe('Conversations are put in Aivo’s queue, by `aivo.queue`; the chat’s queue is the group’s id.'),
    actions: z
      .strictObject({
        url: urlText.default('https://api.chatlayer.ai').describe('The address of the region.'),
        token: credential,
        pause: z
          .looseObject({})
          .optional()
          .describe('The body that silences the bot: not documented, so an assumption.'),
        resume: z.looseObject({}).optional().describe('The body that lets it speak again: an assumption, too.'),
      })
      .optional()
      .describe('Chatlayer’s conversation actions, by which agents’ words come back.'),
    nobody: z.string().min(1).optional().describe('What a customer is told whom nobody takes over; needs `actions`.'),
  })
  .superRefine(({ roster, agentChat, aivo, actions, nobody }, context) => {
    const say = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message })
    const [, second] = Object.entries({ roster, agentChat, aivo }).filter(([, to]) => to !== undefined)
    if (second !== undefined) say(second[0], 'expected one of roster, agentChat and aivo')
    if (actions !== undefined) return
    for (const [key, needs] of Object.entries({ agentChat, aivo, nobody }))
      if (needs !== undefined) return say('actions', `expected an object, as ${key} needs it`)
  })
