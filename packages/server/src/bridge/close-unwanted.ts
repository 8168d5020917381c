import { ApiError, type AgentChatApi } from '@pointsman/inbenta/api'
import type { Outcome } from '../outbox/parcel.ts'
import { isFinal } from './is-final.ts'

/** Makes one attempt to close a chat that nobody is to have. Never rejects. */
export async function closeUnwanted(api: AgentChatApi, chat: string): Promise<Outcome> {
  try {
    await api.closeChat(chat)
    return { kind: 'done' }
  } catch (error) {
    const status = error instanceof ApiError ? error.status : undefined
    // Gone, or closed already.
    if (status === 404 || status === 409) return { kind: 'done' }
    const why = (error as Error).message
    return status !== undefined && isFinal(status) ? { kind: 'never', why } : { kind: 'again', why, uncertain: true }
  }
}
