import type { Fact } from '@pointsman/core'
import { idOf, type Payload } from '@pointsman/inbenta'
import type { Store } from './store/store.ts'

/**
 * What an event says only to somebody who knows whom we named: that the one who joins a chat is its agent (customers join
 * chats too), and that there is nobody left to invite, so that what we named came to nothing.
 */
export function contextualFacts(payload: Payload, store: Pick<Store, 'reservedFor'>): readonly Fact[] {
  const { trigger, data, created_at: at } = payload
  if (trigger !== 'chats:join' && trigger !== 'forever:alone') return []
  if (typeof at !== 'number' || typeof data !== 'object' || data === null) return []
  const { chatId, userId } = data as { readonly chatId?: unknown; readonly userId?: unknown }
  const chat = idOf(chatId)
  const agent = store.reservedFor(chat)
  if (agent === undefined) return []
  if (trigger === 'forever:alone') return [{ kind: 'unanswered', at, chat, agent }]
  return idOf(userId) === agent ? [{ kind: 'accepted', at, chat, agent }] : []
}
