import { z } from 'zod'
import type { ChatlayerConfig } from './config.ts'

const path = z.string().min(1)
const url = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:/.test(text), { message: 'expected http:// or https://' })

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
        appId: z.string().min(1),
        secret: z.string().min(1),
        source: z.int().optional().describe('The number by which Agent Chat knows where a chat comes from.'),
      })
      .optional()
      .describe('The Agent Chat that conversations are bridged to.'),
    actions: z
      .strictObject({
        url: url.default('https://api.chatlayer.ai').describe('The address of the region.'),
        token: z.string().min(1),
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
