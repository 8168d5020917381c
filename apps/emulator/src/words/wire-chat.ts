import { encodeChat, type WireChat } from '@pointsman/inbenta'
import type { EmulatedChat } from '../platform/emulated-chat.ts'
import type { Stamp } from './stamp.ts'

/** A chat in the platform's words. */
export function wireChat(chat: EmulatedChat, stamp: Stamp): WireChat {
  const { attendedAt, closedAt, createdAt, creator, lastActivityAt, record, solver, status, traits, users } = chat
  return {
    ...encodeChat(record, 0),
    created: stamp(createdAt),
    lastActivity: stamp(lastActivityAt),
    creator: creator.id,
    externalId: traits.externalId,
    source: traits.source,
    lang: traits.lang,
    attended: attendedAt === undefined ? '' : stamp(attendedAt),
    closed: closedAt === undefined ? '' : stamp(closedAt),
    status,
    solver,
    users,
  }
}
