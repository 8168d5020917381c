import type { EmulatedChat } from '../platform/emulated-chat.ts'
import type { Observer } from '../platform/observer.ts'
import type { Wire } from '../words/wire.ts'
import type { Webhooks } from './webhooks.ts'

/** Turns what happens into the events that webhooks are told of. */
export function eventObserver(webhooks: Webhooks, wire: Wire): Observer {
  const tell = (trigger: string, chat: EmulatedChat, at: number, data: () => unknown): void => {
    if (webhooks.wants(trigger)) webhooks.tell(trigger, chat.id, wire.event(trigger, at, data()))
  }
  return {
    arrived: (chat, at) => tell('chats:create', chat, at, () => ({ chat: wire.chat(chat) })),
    invited: (chat, agent, at) => tell('invitations:new', chat, at, () => ({ chatId: chat.id, userId: agent.id })),
    attended: (chat, agent, at) => {
      const data = (): unknown => ({ chatId: chat.id, userId: agent.id })
      tell('invitations:accept', chat, at, data)
      tell('chats:join', chat, at, data)
    },
    refused: (chat, agent, at) => tell('invitations:reject', chat, at, () => ({ chatId: chat.id, userId: agent.id })),
    alone: (chat, at) => tell('forever:alone', chat, at, () => ({ chatId: chat.id })),
    closed: (chat, at) => {
      const { closedBy, closeReason, creator, id } = chat
      if (closedBy === creator.id) tell('chats:leave', chat, at, () => ({ chatId: id, userId: creator.id }))
      const data = { chatId: id, userId: closedBy, extraData: { reason: closeReason } }
      tell('chats:close', chat, at, () => data)
    },
    said: (chat, message, at) => tell('messages:new', chat, at, () => ({ message: wire.message(chat, message) })),
    moved: (chat, position, wait, at) =>
      tell('queues:update', chat, at, () => ({
        chatId: chat.id,
        userId: chat.creator.id,
        data: { queuePosition: position, ...(wait === undefined ? {} : { estimatedWait: wait }) },
      })),
    status: (agent, at) => {
      const trigger = agent.status === 'online' ? 'agents:login' : agent.status === 'offline' ? 'agents:logout' : ''
      if (!webhooks.wants(trigger)) return
      webhooks.tell(trigger, agent.id, wire.event(trigger, at, { userId: agent.id }))
    },
  }
}
