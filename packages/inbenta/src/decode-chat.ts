import { fieldAt, levelsOf, numberOf } from '@pointsman/wire'
import type { Chat, Instant } from '@pointsman/core'
import { languageOf, timeOf } from './decode-agent.ts'
import type { DecodeOptions } from './decode-options.ts'
import { idOf, idSet } from './id-set.ts'
import type { WireChat } from './payload.ts'

/** The chat in our words. `at` stands in where the payload does not say when the chat was created. */
export function decodeChat(wire: WireChat, at: Instant, options: DecodeOptions): Chat {
  const queue = idOf(wire.room)
  const priority = numberOf(fieldAt(wire, priorityField))
  return {
    id: idOf(wire.id),
    queue,
    language: languageOf(wire.lang),
    createdAt: timeOf(wire.created) ?? at,
    source: idOf(wire.source),
    customer: idOf(wire.creator),
    needs: needsOf(wire, queue, options),
    invited: idSet(wire.usersInvited),
    rejectedBy: idSet(wire.rejectedBy),
    servedBefore: idSet(wire.usersAssigned),
    sentiment: idOf(wire.sentimentAnalysis),
    priority: Number.isFinite(priority) ? priority : 0,
  }
}

const priorityField = ['extraInfo', 'priority']
const needsField = ['extraInfo', 'needs']

function needsOf(wire: WireChat, queue: string, { needs }: DecodeOptions): ReadonlyMap<string, number> {
  if (needs === undefined) return levelsOf(fieldAt(wire, needsField), 'list')
  const own = levelsOf(fieldAt(wire, needs.from.split('.')), needs.format)
  const { byQueue } = needs
  if (byQueue === undefined || !Object.hasOwn(byQueue, queue)) return own
  return new Map([...levelsOf(byQueue[queue], 'map'), ...own])
}
