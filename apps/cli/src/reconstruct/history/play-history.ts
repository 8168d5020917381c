import type { Agent, Chat, Request } from '@pointsman/core'
import type { Reconstruction } from '@pointsman/simulator'
import type { HistoryChat } from './history-chat.ts'
import { rosters } from './rosters.ts'

/** What happens at one instant goes in this order: room is made before it is taken. */
const phases = ['came', 'ended', 'arrived', 'attended', 'went'] as const

interface Event {
  readonly at: number
  readonly phase: (typeof phases)[number]
  readonly does: () => void
}

interface Listed extends Agent {
  capacity: number
  activeChats: number
  lastLoginAt: number | undefined
  readonly chats: Set<string>
}

/**
 * Tells a reconstruction a history as if a platform had: each chat is asked for when it arrives, and, where it had to wait,
 * again when somebody attends it; who is there is listed each time.
 */
export function playHistory(chats: readonly HistoryChat[], reconstruction: Reconstruction): void {
  const there = new Map<string, Listed>()
  const listed = new Map<string, Listed>()
  const events: Event[] = []
  const add = (at: number, phase: Event['phase'], does: () => void): void => void events.push({ at, phase, does })
  for (const { id, slots, queues, languages, presence } of rosters(chats).values()) {
    const agent: Listed = { ...plain, id, capacity: slots, chats: new Set(), queues, languages }
    listed.set(id, agent)
    for (const [from, to] of presence) {
      add(from, 'came', () => {
        agent.lastLoginAt = from
        there.set(id, agent)
      })
      if (to < Number.POSITIVE_INFINITY) add(to, 'went', () => there.delete(id))
    }
  }
  for (const one of chats) {
    const { id: chat, arrivedAt, attended, endedAt } = one
    const agent = attended === undefined ? undefined : listed.get(attended.agent)
    const ask = (at: number, answer: string | null): void =>
      reconstruction.ask(
        requestFor(
          one,
          at,
          [...there.values()].map((agent) => ({ ...agent })),
        ),
        answer,
      )
    if (attended?.at !== arrivedAt) add(arrivedAt, 'arrived', () => ask(arrivedAt, null))
    if (attended !== undefined && agent !== undefined) {
      const { at } = attended
      add(at, 'attended', () => {
        ask(at, agent.id)
        hold(agent, chat, 1)
        reconstruction.learn([{ kind: 'accepted', at, chat, agent: agent.id }])
      })
    }
    if (endedAt === undefined) continue
    // A chat that is over at once is attended before.
    add(endedAt, endedAt > (attended?.at ?? arrivedAt) ? 'ended' : 'attended', () => {
      if (agent?.chats.has(chat) === true) hold(agent, chat, -1)
      reconstruction.learn([{ kind: 'closed', at: endedAt, chat }])
    })
  }
  events.sort((a, b) => a.at - b.at || phases.indexOf(a.phase) - phases.indexOf(b.phase))
  for (const { does } of events) does()
}

function hold(agent: Listed, chat: string, change: 1 | -1): void {
  if (change > 0) agent.chats.add(chat)
  else agent.chats.delete(chat)
  agent.activeChats += change
  agent.capacity -= change
}

function requestFor(of: HistoryChat, at: number, agents: readonly Agent[]): Request {
  const { id, queue, language, customer, arrivedAt } = of
  const chat: Chat = { ...plainChat, id, queue, language, customer, createdAt: arrivedAt }
  return { id: `${id} ${at}`, at, chat, agents }
}

const plain: Omit<Listed, 'id' | 'capacity' | 'chats' | 'queues' | 'languages'> = {
  status: 'online',
  activeChats: 0,
  pendingInvitations: 0,
  lastActivityAt: undefined,
  lastLoginAt: undefined,
  skills: new Map(),
  rejections: new Set(),
  speed: 1,
  weight: 1,
  attributes: {},
}

const plainChat: Omit<Chat, 'id' | 'queue' | 'language' | 'customer' | 'createdAt'> = {
  source: '',
  needs: new Map(),
  invited: new Set(),
  rejectedBy: new Set(),
  servedBefore: new Set(),
  sentiment: '',
  priority: 0,
}
