import { z } from 'zod'

/** Ids may be numbers, as public code sends them. */
const id = z.union([z.string().min(1), z.int()]).transform(String)
const text = z.string()
const fields = z.record(z.string(), z.unknown())

interface UserBody {
  readonly name: string
  readonly externalId?: string | undefined
  readonly contact?: string | undefined
  readonly extraInfo?: Readonly<Record<string, unknown>> | undefined
}

export const userBody: z.ZodType<UserBody> = z.object({
  name: text.min(1),
  externalId: z.union([text, z.int()]).transform(String).optional(),
  contact: text.optional(),
  extraInfo: fields.optional(),
})

interface ChatBody {
  readonly room: string
  readonly creator: string
  readonly lang?: string | undefined
  readonly source?: number | undefined
  readonly externalId?: string | undefined
  readonly history?: readonly { readonly sender: string; readonly message: unknown }[] | undefined
  readonly extraInfo?: Readonly<Record<string, unknown>> | undefined
}

export const chatBody: z.ZodType<ChatBody> = z.object({
  room: id,
  creator: id,
  lang: text.optional(),
  source: z.union([z.int(), text.regex(/^\d+$/).transform(Number)]).optional(),
  externalId: z.union([text, z.int()]).transform(String).optional(),
  history: z.array(z.object({ sender: id, message: z.unknown() })).optional(),
  extraInfo: fields.optional(),
})

interface MessageBody {
  readonly chatId?: string | undefined
  readonly sender: string
  readonly message: string
}

export const messageBody: z.ZodType<MessageBody> = z.object({
  chatId: id.optional(),
  sender: id,
  message: text.min(1),
})

export const closeBody: z.ZodType<{ readonly userId?: string | undefined }> = z.object({ userId: id.optional() })

export const invitationBody: z.ZodType<{ readonly chatId: string; readonly userId: string }> = z.object({
  chatId: id,
  userId: id,
})

interface AgentBody {
  readonly userId?: string | undefined
  readonly id?: string | undefined
  readonly externalId?: string | undefined
}

export const agentBody: z.ZodType<AgentBody> = z
  .object({ userId: id.optional(), id: id.optional(), externalId: id.optional() })
  .refine((body) => (body.userId ?? body.id ?? body.externalId) !== undefined, { error: 'expected a userId' })

/** A list, or names with commas as they are typed in the platform's settings. */
const events = z.union([
  z.array(text.min(1)).min(1),
  text.min(1).transform((list) => list.split(',').map((one) => one.trim())),
])

export const webhookBody: z.ZodType<{ readonly target: string; readonly events: readonly string[] }> = z.object({
  target: z.url({ protocol: /^https?$/ }),
  events,
})

export const eventsBody: z.ZodType<{ readonly events: readonly string[] }> = z.object({ events })
