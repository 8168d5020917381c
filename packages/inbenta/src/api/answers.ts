import { z } from 'zod'

// What comes back, read strictly where we go by it and tolerantly everywhere else: only ids and what routing reads must be
// there. Every shape is known from public code alone; the contract suite confirms or refutes each (EA9 to EA17).

/** A user: a customer, or an agent (who has a `providerId`). */
export interface ApiUser {
  readonly id: string
  readonly [field: string]: unknown
}

/** A chat as the API tells it; more fields come, those of `chats:assign` among them. */
export interface ApiChat {
  readonly id: string
  /** `waiting`, `active` or `closed`, as far as is known. */
  readonly status?: string | undefined
  /** The agent who has it; `''`: nobody yet. */
  readonly solver?: string | undefined
  readonly [field: string]: unknown
}

/** A message in a chat. */
export interface ApiMessage {
  readonly id: string
  readonly [field: string]: unknown
}

/** A registered webhook. */
export interface ApiWebhook {
  readonly id: string
  readonly [field: string]: unknown
}

/** What the app is set to; with a domain key queues and languages only. */
export interface ApiSettings {
  readonly queue?: { readonly active?: boolean | undefined; readonly [field: string]: unknown } | undefined
  readonly [field: string]: unknown
}

const id = z.union([z.string().min(1), z.int().transform(String)])
const loose = z.looseObject({})
/** Any object, or nothing. */
export const anything: z.ZodType<Readonly<Record<string, unknown>>> = loose

const userSchema: z.ZodType<ApiUser> = z.looseObject({ id })
const chatSchema: z.ZodType<ApiChat> = z.looseObject({
  id,
  status: z.string().optional(),
  solver: z.string().optional(),
})
const messageSchema: z.ZodType<ApiMessage> = z.looseObject({ id })
const webhookSchema: z.ZodType<ApiWebhook> = z.looseObject({ id })

export const availableAnswer: z.ZodType<{ readonly agents: Readonly<Record<string, number>> }> = z.looseObject({
  agents: z.record(z.string(), z.number()),
})
export const onlineAnswer: z.ZodType<{ readonly agentsOnline: boolean }> = z.looseObject({ agentsOnline: z.boolean() })
export const userAnswer: z.ZodType<{
  readonly user: ApiUser
  readonly session?: { readonly token: string } | undefined
}> = z.looseObject({ user: userSchema, session: z.looseObject({ token: z.string() }).optional() })
export const usersAnswer: z.ZodType<{ readonly users: readonly ApiUser[] }> = z.looseObject({
  users: z.array(userSchema),
})
export const agentsAnswer: z.ZodType<{ readonly agents: readonly ApiUser[] }> = z.looseObject({
  agents: z.array(userSchema),
})
/** Nobody was found where there is no agent in it. */
export const agentAnswer: z.ZodType<{ readonly agent?: ApiUser | null | undefined }> = z.looseObject({
  agent: userSchema.nullish(),
})
export const chatAnswer: z.ZodType<{ readonly chat: ApiChat }> = z.looseObject({ chat: chatSchema })
export const chatsAnswer: z.ZodType<{ readonly chats: readonly ApiChat[] }> = z.looseObject({
  chats: z.array(chatSchema),
})
export const messageAnswer: z.ZodType<{ readonly message: ApiMessage }> = z.looseObject({ message: messageSchema })
export const messagesAnswer: z.ZodType<{ readonly messages: readonly ApiMessage[] }> = z.looseObject({
  messages: z.array(messageSchema),
})
export const settingsAnswer: z.ZodType<{ readonly settings: ApiSettings }> = z.looseObject({
  settings: z.looseObject({ queue: z.looseObject({ active: z.boolean().optional() }).optional() }),
})
export const webhookAnswer: z.ZodType<{ readonly webhook: ApiWebhook }> = z.looseObject({ webhook: webhookSchema })
export const webhooksAnswer: z.ZodType<{ readonly webhooks: readonly ApiWebhook[] }> = z.looseObject({
  webhooks: z.array(webhookSchema),
})
