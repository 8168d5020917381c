import { z } from 'zod'
import type { ChatlayerConfig } from './config.ts'

const path = z.string().min(1)
const url = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:/.test(text), { message: 'expected http:// or https://' })
  // They would be refused each time, in words that show them.
  .refine((text) => !URL.canParse(text) || `${new URL(text).username}${new URL(text).password}` === '', {
    message: 'expected a URL without a name and a password in it',
  })
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
        url: url.describe('With the version, such as https://agentchat-eu.inbenta.chat:8000/v1.'),
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
    actions: z
      .strictObject({
        url: url.default('https://api.chatlayer.ai').describe('The address of the region.'),
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
  .superRefine(({ roster, agentChat, actions, nobody }, context) => {
    const say = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message })
    if (roster !== undefined && agentChat !== undefined) say('roster', 'expected either a roster or agentChat')
    if (agentChat !== undefined && actions === undefined) say('actions', 'expected an object, as agentChat needs it')
    if (nobody !== undefined && actions === undefined) say('actions', 'expected an object, as nobody needs it')
  })
