import type { Agent, Chat, Request } from '@pointsman/core'
import type { Reconstruction } from '@pointsman/simulator'
import { Agenda } from './agenda.ts'
import type { HistoryChat } from './history-chat.ts'
import { rosters } from './rosters.ts'

const [came, went, arrived, attended, ended] = [0, 1, 2, 3, 4] as const

interface Listed extends Agent {
  capacity: number
  activeChats: number
  lastLoginAt: number | undefined
  readonly chats: Set<string>
  /** As they were last listed; undefined where they changed since. */
  shown: Agent | undefined
}

/**
 * Tells a reconstruction a history as if a platform had: each chat is asked for when it arrives, and, where it had to wait,
 * again when somebody attends it; who is there is listed each time.
 */
export function playHistory(chats: readonly HistoryChat[], reconstruction: Reconstruction): void {
  const there = new Map<string, Listed>()
  const listed = new Map<string, Listed>()
  const stays: { readonly agent: Listed; readonly from: number }[] = []
  const agenda = new Agenda<Deed>()
  for (const { id, slots, queues, languages, presence } of rosters(chats).values()) {
    const agent: Listed = { ...plain, id, capacity: slots, chats: new Set(), queues, languages, shown: undefined }
    listed.set(id, agent)
    for (const [from, to] of presence) {
      const stay = stays.push({ agent, from }) - 1
      agenda.add(from, 'came', came, stay)
      if (to < Number.POSITIVE_INFINITY) agenda.add(to, 'went', went, stay)
    }
  }
  for (const [place, { arrivedAt, attended: by, endedAt }] of chats.entries()) {
    if (by?.at !== arrivedAt) agenda.add(arrivedAt, 'arrived', arrived, place)
    if (by !== undefined) agenda.add(by.at, 'attended', attended, place)
    // A chat that is over at once is attended before.
    if (endedAt !== undefined) {
      agenda.add(endedAt, endedAt > (by?.at ?? arrivedAt) ? 'ended' : 'attended', ended, place)
    }
  }
  const ask = (chat: HistoryChat, at: number, answer: string | null): void =>
    reconstruction.ask(requestFor(chat, at, Array.from(there.values(), shown)), answer)
  agenda.run((deed, subject) => {
    if (deed === came || deed === went) return move(deed, stays[subject] as (typeof stays)[number], there)
    const chat = chats[subject] as HistoryChat
    const { arrivedAt, attended: by, endedAt, id } = chat
    const agent = by === undefined ? undefined : listed.get(by.agent)
    if (deed === arrived) return ask(chat, arrivedAt, null)
    if (deed === attended) {
      if (by === undefined || agent === undefined) return
      ask(chat, by.at, agent.id)
      hold(agent, id, 1)
      return reconstruction.learn([{ kind: 'accepted', at: by.at, chat: id, agent: agent.id }])
    }
    if (agent?.chats.has(id) === true) hold(agent, id, -1)
    if (endedAt !== undefined) reconstruction.learn([{ kind: 'closed', at: endedAt, chat: id }])
  })
}

type Deed = typeof came | typeof went | typeof arrived | typeof attended | typeof ended

function move(
  deed: Deed,
  { agent, from }: { readonly agent: Listed; readonly from: number },
  there: Map<string, Listed>,
): void {
  if (deed === went) {
    there.delete(agent.id)
    return
  }
  agent.lastLoginAt = from
  agent.shown = undefined
  there.set(agent.id, agent)
}

/** The agent as they are now: the same object while nothing changes. */
function shown(agent: Listed): Agent {
  if (agent.shown !== undefined) return agent.shown
  const { shown: _, ...now } = agent
  return (agent.shown = now)
}

function hold(agent: Listed, chat: string, change: 1 | -1): void {
  if (change > 0) agent.chats.add(chat)
  else agent.chats.delete(chat)
  agent.activeChats += change
  agent.capacity -= change
  agent.shown = undefined
}

function requestFor(of: HistoryChat, at: number, agents: readonly Agent[]): Request {
  const { id, queue, language, customer, arrivedAt } = of
  const chat: Chat = { ...plainChat, id, queue, language, customer, createdAt: arrivedAt }
  return { id: `${id} ${at}`, at, chat, agents }
}

const plain: Omit<Listed, 'id' | 'capacity' | 'chats' | 'queues' | 'languages' | 'shown'> = {
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
