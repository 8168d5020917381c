import type { Agent, Chat, Request } from '@pointsman/core'

/** An agent online with two free slots in queue 1, who speaks anything and knows nothing special; say what differs. */
export function agent(different: Partial<Agent> = {}): Agent {
  return {
    id: 'ana',
    status: 'online',
    capacity: 2,
    activeChats: 0,
    pendingInvitations: 0,
    chats: new Set(),
    lastActivityAt: undefined,
    lastLoginAt: undefined,
    queues: new Set(['1']),
    languages: new Set(),
    skills: new Map(),
    rejections: new Set(),
    speed: 1,
    weight: 1,
    attributes: {},
    ...different,
  }
}

/** A chat in queue 1 without a language, created at 1,000; say what differs. */
export function chat(different: Partial<Chat> = {}): Chat {
  return {
    id: 'chat',
    queue: '1',
    language: '',
    createdAt: 1000,
    source: '3',
    customer: 'customer',
    needs: new Map(),
    invited: new Set(),
    rejectedBy: new Set(),
    servedBefore: new Set(),
    sentiment: '',
    priority: 0,
    ...different,
  }
}

/** A request about a chat and some agents, made when the chat was; say what differs. */
export function request(
  agents: readonly Agent[],
  about: Partial<Chat> = {},
  different: Partial<Request> = {},
): Request {
  const asked = chat(about)
  return { id: `request of ${asked.id}`, at: asked.createdAt, chat: asked, agents, ...different }
}
