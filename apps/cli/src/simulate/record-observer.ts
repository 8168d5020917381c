import type { Request } from '@pointsman/core'
import { encodeAssign } from '@pointsman/inbenta'
import type { Observer } from '@pointsman/simulator'

/** When a simulated run begins: Monday 5 January 2026, 00:00 UTC. Payloads bear Unix seconds. */
const recordedEpoch = 1_767_571_200

/**
 * Tells what a webhook would have received: a `chats:assign` for each chat when it arrives and whenever somebody might
 * take it or it was handed on, and the events that say what came of it. Times are moved from the start of the run to `recordedEpoch`.
 */
export function recordObserver(tell: (payload: unknown) => void): Observer {
  const appId = 'simulated'
  const event = (trigger: string, at: number, data: unknown): void =>
    tell({ trigger, appId, data, created_at: recordedEpoch + at })
  return {
    asked: (request) => tell(encodeAssign(moved(request), { appId })),
    attended: (chat, agent, at) => event('invitations:accept', at, { chatId: chat.id, userId: agent.id }),
    refused: (chat, agent, at) => event('invitations:reject', at, { chatId: chat.id, userId: agent.id }),
    transferred: (chat, agent, _, at) => event('chats:leave', at, { chatId: chat.id, userId: agent.id }),
    ended: (chat, agent, at) =>
      event('chats:close', at, {
        chatId: chat.id,
        userId: agent?.id ?? 'system',
        extraData: { reason: chat.state },
      }),
  }
}

function moved({ id, at, chat, agents }: Request): Request {
  const move = (instant: number | undefined): number | undefined =>
    instant === undefined ? undefined : recordedEpoch + instant
  return {
    id,
    at: recordedEpoch + at,
    chat: {
      id: chat.id,
      queue: chat.queue,
      language: chat.language,
      createdAt: recordedEpoch + chat.createdAt,
      source: chat.source,
      customer: chat.customer,
      needs: chat.needs,
      invited: chat.invited,
      rejectedBy: chat.rejectedBy,
      servedBefore: chat.servedBefore,
      sentiment: chat.sentiment,
      priority: chat.priority,
    },
    agents: agents.map((agent) => ({
      id: agent.id,
      status: agent.status,
      capacity: agent.capacity,
      activeChats: agent.activeChats,
      pendingInvitations: agent.pendingInvitations,
      chats: agent.chats,
      lastActivityAt: move(agent.lastActivityAt),
      lastLoginAt: move(agent.lastLoginAt),
      queues: agent.queues,
      languages: agent.languages,
      skills: agent.skills,
      rejections: agent.rejections,
      speed: agent.speed,
      weight: agent.weight,
      attributes: agent.attributes,
    })),
  }
}
