import type { Credentials } from '../rest/credentials.ts'
import type { Change, KeptChat, KeptMessage, KeptUser } from './change.ts'

/** What became of a kept chat. */
export interface RememberedChat {
  readonly chat: KeptChat
  readonly messages: KeptMessage[]
  attended?: { readonly agent: string; readonly at: number }
  closed?: { readonly by: string; readonly reason: string; readonly at: number }
}

/** How much is worth remembering. */
export interface Bounds {
  readonly keepClosed: number
  readonly keepMessages: number
  readonly keepUsers: number
}

/** What all the changes of a file come to. */
export class Remembered {
  credentials: Credentials | undefined = undefined
  readonly webhooks: Map<string, Extract<Change, { kind: 'webhook' }>> = new Map()
  readonly users: Map<string, KeptUser> = new Map()
  readonly chats: Map<string, RememberedChat> = new Map()
  readonly statuses: Map<string, 'online' | 'paused' | 'offline'> = new Map()

  /** When something last changed, in Unix seconds. */
  latest = 0

  add(change: Change): void {
    if ('at' in change) this.latest = Math.max(this.latest, change.at)
    if (change.kind === 'chat') this.latest = Math.max(this.latest, change.chat.at)
    switch (change.kind) {
      case 'app':
        this.credentials = change.credentials
        break
      case 'webhook':
        this.webhooks.set(change.id, change)
        break
      case 'user':
        this.users.set(change.user.id, change.user)
        break
      case 'chat':
        this.chats.set(change.chat.id, { chat: change.chat, messages: [...change.chat.messages] })
        break
      case 'attended':
        this.#of(change.chat, (chat) => (chat.attended = change))
        break
      case 'said':
        this.#of(change.chat, ({ messages }) => messages.push(change.message))
        break
      case 'closed':
        this.#of(change.chat, (chat) => (chat.closed = change))
        break
      case 'status':
        this.statuses.set(change.agent, change.status)
    }
  }

  /** Forgets what a running emulator would have forgotten. */
  forget({ keepClosed, keepMessages, keepUsers }: Bounds): void {
    const closed = [...this.chats.values()]
      .filter((chat) => chat.closed !== undefined)
      .sort((a, b) => (a.closed?.at ?? 0) - (b.closed?.at ?? 0))
    for (const { chat } of closed.slice(0, Math.max(0, closed.length - keepClosed))) this.chats.delete(chat.id)
    for (const { messages } of this.chats.values()) messages.splice(0, Math.max(0, messages.length - keepMessages))
    const needed = new Set([...this.chats.values()].map(({ chat }) => chat.creator))
    const idle = [...this.users.keys()].filter((id) => !needed.has(id))
    for (const id of idle.slice(0, Math.max(0, idle.length - keepUsers))) this.users.delete(id)
  }

  /** The fewest changes that come to the same. */
  changes(): readonly Change[] {
    return [
      ...(this.credentials === undefined ? [] : [{ kind: 'app' as const, credentials: this.credentials }]),
      ...this.webhooks.values(),
      ...[...this.statuses].map(([agent, status]) => ({ kind: 'status' as const, agent, status })),
      ...[...this.users.values()].map((user) => ({ kind: 'user' as const, user })),
      ...[...this.chats.values()].flatMap(({ attended, chat, closed, messages }): readonly Change[] => [
        { kind: 'chat', chat: { ...chat, messages } },
        ...(attended === undefined
          ? []
          : [{ kind: 'attended' as const, chat: chat.id, agent: attended.agent, at: attended.at }]),
        ...(closed === undefined
          ? []
          : [{ kind: 'closed' as const, chat: chat.id, by: closed.by, reason: closed.reason, at: closed.at }]),
      ]),
    ]
  }

  #of(id: string, change: (chat: RememberedChat) => void): void {
    const chat = this.chats.get(id)
    if (chat !== undefined) change(chat)
  }
}
