import { assumedRoom, queueUrl } from '@pointsman/aivo'
import { z } from 'zod'
import type { AivoConfig } from './config.ts'
import { urlText } from './url-text.ts'

/** The key `aivo`. */
export const aivoSchema: z.ZodType<AivoConfig> = z
  .strictObject({
    token: z.string().min(1).describe('What posts must bear: `?token=` or `Authorization: Bearer`.'),
    queue: z
      .strictObject({
        botId: z.int().describe('Both come from Aivo, by a service request.'),
        botToken: z.string().min(1),
        url: urlText.default(queueUrl).describe('Where conversations are queued.'),
        room: z
          .string()
          .min(1)
          .default(assumedRoom)
          .describe('The field of the answer by which events name the conversation: not documented, so an assumption.'),
        withinMs: z
          .int()
          .min(100)
          .max(120_000)
          .default(10_000)
          .describe('Milliseconds after which nobody knows what became of a call.'),
      })
      .optional()
      .describe('As whom conversations are put in Aivo’s queue.'),
    message: z
      .strictObject({
        url: urlText,
        body: z
          .looseObject({})
          .describe('Texts in it may hold `{room}`, `{hash}`, `{text}`, `{botId}` and `{botToken}`.'),
      })
      .optional()
      .describe('How customers’ words are posted to Aivo: not documented. Without this key they are not.'),
  })
  .superRefine(({ message, queue }, context) => {
    if (message !== undefined && queue === undefined)
      context.addIssue({ code: 'custom', path: ['queue'], message: 'expected an object, as message needs it' })
  })
