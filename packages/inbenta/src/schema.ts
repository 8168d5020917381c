import { z } from 'zod'

// The same rules as `check-payload.ts`, for documentation and for tests that hold the two together. Nothing on the way
// of a request imports this file.

const id = z.union([z.string().min(1), z.int()]).describe('An id: text, or a whole number')
const blank = z.union([z.literal(''), z.null()])
const list = z.union([z.array(z.unknown()), blank]).optional()
const seconds = z.number().min(0).max(9_999_999_999)

const restrictions = z.looseObject({
  rooms: list.describe('The queues the agent works in'),
  languages: list.describe('The languages the agent is restricted to; empty: any'),
})

/** An agent in `chats:assign`. */
export const wireAgentSchema: z.ZodType = z.looseObject({
  id,
  capacity: z.int().min(0).max(10_000).describe('How many new chats the agent can join'),
  status: z.unknown().optional().describe('online, paused or offline, in any case; another word is not eligible'),
  chats: list.describe('Chats assigned automatically and accepted'),
  chatsAssigned: list.describe('Chats transferred to the agent by hand'),
  invitations: list.describe('Chats invited to, and not accepted yet'),
  rejections: list.describe('Chats rejected before'),
  restrictions: z.union([restrictions, blank]).optional(),
  extraInfo: z.unknown().optional().describe('Custom data: skills, speed and weight are looked for here'),
})

/** The chat in `chats:assign`. */
export const wireChatSchema: z.ZodType = z.looseObject({
  id,
  room: z.union([id, blank]).optional().describe('The queue'),
  lang: z.union([z.string(), z.null()]).optional(),
  usersInvited: list,
  usersAssigned: list,
  rejectedBy: list,
  extraInfo: z.unknown().optional().describe('Custom data: needs and priority are looked for here'),
})

/** The `data` of `chats:assign`. */
export const assignDataSchema: z.ZodType = z.looseObject({
  chat: wireChatSchema,
  agents: z
    .array(wireAgentSchema)
    .refine((agents) => new Set(agents.map((agent) => String((agent as { id: unknown }).id))).size === agents.length, {
      error: 'agents must have ids of their own',
    }),
})

const assignPayloadSchema = z.looseObject({
  trigger: z.literal('chats:assign'),
  appId: z.unknown().optional(),
  data: assignDataSchema,
  created_at: seconds.describe('Unix seconds'),
})

const otherPayloadSchema = z.looseObject({
  trigger: z.string().refine((trigger) => trigger !== 'chats:assign'),
  appId: z.unknown().optional(),
  data: z.unknown().optional(),
  created_at: z.union([seconds, blank]).optional().describe('Unix seconds'),
})

/** A webhook request of Agent Chat. */
export const payloadSchema: z.ZodType = z.union([assignPayloadSchema, otherPayloadSchema])
