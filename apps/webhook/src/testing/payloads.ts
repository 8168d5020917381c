/** An agent of a payload, as a test changes them. */
export interface TestAgent {
  readonly id: string
  readonly capacity?: number
  readonly status?: string
  readonly [field: string]: unknown
}

let chats = 0

/** A `chats:assign` payload: these agents, and a chat of its own unless the test names one. */
export function assignPayload(
  agents: readonly TestAgent[],
  chat: Readonly<Record<string, unknown>> = {},
  at: number = Math.floor(Date.now() / 1000),
): { readonly trigger: string; readonly data: { readonly agents: readonly object[]; readonly chat: object } } {
  chats += 1
  return {
    trigger: 'chats:assign',
    appId: 'test',
    data: {
      agents: agents.map((agent) => ({
        name: `Name of ${agent.id}`,
        nickname: `Nick of ${agent.id}`,
        contact: `${agent.id}@agents.example`,
        externalId: '',
        status: 'online',
        capacity: 1,
        lastLogin: at - 3600,
        lastActivity: at - 10,
        chats: [],
        chatsAssigned: [],
        invitations: [],
        rejections: [],
        restrictions: { rooms: ['1'], languages: [] },
        extraInfo: {},
        ...agent,
      })),
      chat: {
        id: `chat-${process.pid}-${chats}`,
        room: '1',
        lang: 'en',
        source: 3,
        creator: `customer-${chats}`,
        created: at - 1,
        status: 'waiting',
        usersInvited: [],
        usersAssigned: [],
        rejectedBy: [],
        ...chat,
      },
    },
    created_at: at,
  } as never
}

/** Any other trigger's payload. */
export function eventPayload(
  trigger: string,
  data: Readonly<Record<string, unknown>>,
  at: number = Math.floor(Date.now() / 1000),
): object {
  return { trigger, appId: 'test', data, created_at: at }
}
