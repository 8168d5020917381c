import type { AgentChatApi } from './agent-chat-api.ts'
import type { ApiUser } from './answers.ts'
import { ApiError } from './api-error.ts'
import type { CallOptions } from './connection.ts'
import type { NewUser } from './domain-key-api.ts'

/** The user of these words: made known, or the one who bears that `externalId` already. */
export async function userFor(api: AgentChatApi, user: NewUser, options: CallOptions = {}): Promise<ApiUser> {
  if (user.externalId === undefined) return api.createUser(user, options)
  const [known] = await api.users({ externalId: user.externalId }, options)
  if (known !== undefined) return known
  try {
    return await api.createUser(user, { ...options, idempotentBecause: 'an externalId is given once' })
  } catch (error) {
    // Made by somebody else meanwhile, or by a first try whose answer was lost.
    if (!(error instanceof ApiError && error.status === 409)) throw error
    const [made] = await api.users({ externalId: user.externalId }, options)
    if (made === undefined) throw error
    return made
  }
}
