import type { Observer } from '../platform/observer.ts'
import type { Message } from '../platform/emulated-chat.ts'
import type { KeptMessage } from './change.ts'
import type { StateFile } from './state-file.ts'

/** Writes down whatever changes. `epoch`: when the world began, in Unix seconds. */
export function stateObserver(file: StateFile, epoch: number): Observer {
  const kept = ({ at, id, message, sender }: Message): KeptMessage => ({ id, sender, message, at: epoch + at })
  return {
    joined: ({ contact, createdAt, externalId, extraInfo, id, name }) =>
      file.add({ kind: 'user', user: { id, name, externalId, contact, extraInfo, at: epoch + createdAt } }),
    arrived: ({ createdAt, creator, id, messages, record, traits }) => {
      const { needs, priority } = record
      const chat = { id, creator: creator.id, traits, at: epoch + createdAt, priority, needs: [...needs] }
      file.add({ kind: 'chat', chat: { ...chat, messages: messages.map(kept) } })
    },
    attended: (chat, agent, at) => file.add({ kind: 'attended', chat: chat.id, agent: agent.id, at: epoch + at }),
    said: (chat, message) => file.add({ kind: 'said', chat: chat.id, message: kept(message) }),
    closed: ({ closeReason = '', closedBy = '', id }, at) =>
      file.add({ kind: 'closed', chat: id, by: closedBy, reason: closeReason, at: epoch + at }),
    status: ({ id, status }) => {
      if (status !== 'unknown') file.add({ kind: 'status', agent: id, status })
    },
  }
}
