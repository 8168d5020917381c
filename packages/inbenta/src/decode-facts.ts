import { fieldAt } from '@pointsman/wire'
import type { Fact } from '@pointsman/core'
import { timeOf } from './decode-agent.ts'
import { idOf } from './id-set.ts'
import type { Payload } from './payload.ts'

/**
 * What a webhook request other than `chats:assign` says has happened; nothing where the trigger is not known, or where
 * it does not say of which chat, of whom, or when.
 *
 * Two triggers are left out on purpose: `chats:join`, since customers join chats too and nothing documented tells them
 * from agents, and `forever:alone`, which names no agent.
 */
export function decodeFacts(payload: Payload): readonly Fact[] {
  const { data } = payload
  const at = timeOf(payload.created_at)
  const chat = idOf(fieldAt(data, chatField))
  if (at === undefined || chat === '') return none
  if (payload.trigger === 'chats:close') return [{ kind: 'closed', at, chat }]
  const kind = kinds.get(payload.trigger)
  const agent = idOf(fieldAt(data, userField))
  return kind === undefined || agent === '' ? none : [{ kind, at, chat, agent }]
}

const none: readonly Fact[] = []
const chatField = ['chatId']
const userField = ['userId']

const kinds: ReadonlyMap<string, 'accepted' | 'refused' | 'left'> = new Map([
  ['invitations:accept', 'accepted'],
  ['invitations:reject', 'refused'],
  ['chats:leave', 'left'],
])
