/** An agent of a payload. */
export interface SoakAgent {
  readonly id: string
  readonly status: string
  /** Free slots. */
  readonly capacity: number
}

/** A `chats:assign` payload as text. */
export function payload(chat: string, agents: readonly SoakAgent[]): string {
  return payloadOf(chat, listed(agents))
}

/** The same, of agents that are text already. */
export function payloadOf(chat: string, agents: string): string {
  const at = Math.floor(Date.now() / 1000)
  const asked = {
    id: chat,
    room: '1',
    lang: 'en',
    creator: `customer-of-${chat}`,
    created: at,
    rejectedBy: [],
    usersInvited: [],
  }
  return `{"trigger":"chats:assign","appId":"soak","data":{"agents":${agents},"chat":${JSON.stringify(asked)}},"created_at":${at}}`
}

/** Agents as they stand in a payload. */
export function listed(agents: readonly SoakAgent[]): string {
  return JSON.stringify(
    agents.map((agent) => ({
      ...agent,
      name: `Agent ${agent.id}`,
      contact: `${agent.id}@agents.example`,
      chats: [],
      invitations: [],
      rejections: [],
      lastActivity: 1_776_151_000,
      restrictions: { rooms: ['1', '2'], languages: [] },
      extraInfo: {},
    })),
  )
}

/** A roster of this turn's own: some paused, some offline, some full. */
export function roster(n: number, size: number): readonly SoakAgent[] {
  return Array.from({ length: size }, (_, i) => ({
    id: `agent-${n}-${i}`,
    status: (n + i) % 7 === 0 ? 'paused' : (n + i) % 11 === 0 ? 'offline' : 'online',
    capacity: (n * 31 + i * 17) % 4,
  }))
}
