import type { Desk } from '../rest/desk.ts'
import type { EmulatedChat } from '../platform/emulated-chat.ts'
import type { Answers } from '../webhook/answer-counts.ts'
import type { Passage, Traffic } from './traffic.ts'

/** More is not shown: a page is no report. */
const mostAgents = 200
const mostChats = 120
const mostMessages = 20

/** What the page shows of a chat. */
interface ShownChat {
  readonly id: string
  readonly room: string
  readonly lang: string
  readonly customer: string
  readonly state: 'asked' | 'waiting' | 'invited' | 'active' | 'new' | 'alone'
  readonly since: number
  readonly agent: string
  /** How it came to its agent. */
  readonly by: string
  readonly messages: readonly { readonly sender: string; readonly message: string }[]
}

/** All that the page shows, as it is now. */
export interface Snapshot {
  readonly now: number
  readonly mode: string
  readonly agents: readonly {
    readonly id: string
    readonly name: string
    readonly status: string
    readonly slots: number
    readonly active: readonly string[]
    readonly invited: readonly string[]
    readonly rooms: readonly string[]
  }[]
  readonly queues: readonly { readonly id: string; readonly waiting: number; readonly free: number }[]
  readonly chats: readonly ShownChat[]
  readonly open: number
  readonly waiting: number
  readonly answers: Answers
  readonly webhooks: readonly string[]
  readonly traffic: readonly Passage[]
}

/** Takes the snapshot. */
export function snapshot({ platform, webhooks, wire }: Desk, traffic: Traffic, answers: Answers): Snapshot {
  const { agents, roster } = platform.world
  const open = platform.chats.all().filter(({ isOpen }) => isOpen)
  const rooms = [...platform.rooms].sort()
  return {
    now: platform.clock.now(),
    mode: platform.settings.mode,
    // Whoever is there comes first: in a scenario with shifts most are not.
    agents: [...roster.loggedIn, ...agents.filter(({ status }) => status === 'offline')]
      .slice(0, mostAgents)
      .map((agent) => ({
        id: agent.id,
        name: wire.profile(agent.id).name,
        status: agent.status,
        slots: agent.slots,
        active: agent.held.map(({ id }) => id),
        invited: agent.invitedTo.map(({ id }) => id),
        rooms: [...agent.queues],
      })),
    queues: rooms.map((id) => ({
      id,
      waiting: open.filter(({ record, traits }) => traits.room === id && record.state === 'waiting').length,
      free: agents.reduce(
        (sum, { available, capacity, queues }) => sum + (available && queues.has(id) ? capacity : 0),
        0,
      ),
    })),
    chats: open
      .sort((a, b) => order[state(a)] - order[state(b)] || b.createdAt - a.createdAt)
      .slice(0, mostChats)
      .map((chat) => shown(chat, traffic)),
    open: open.length,
    waiting: roster.classes.reduce((sum, { line }) => sum + (line.first === undefined ? 0 : lengthOf(line.first)), 0),
    answers,
    webhooks: webhooks.all.map(({ url }) => url),
    traffic: traffic.passages,
  }
}

const order = { invited: 0, asked: 1, waiting: 2, alone: 2, new: 3, active: 4 }

function state({ record }: EmulatedChat): ShownChat['state'] {
  switch (record.state) {
    case 'called':
      return 'asked'
    case 'lost':
      return 'alone'
    case 'invited':
    case 'active':
    case 'waiting':
      return record.state
    default:
      return 'new'
  }
}

function shown(chat: EmulatedChat, { answers }: Traffic): ShownChat {
  const { createdAt, creator, id, messages, record, traits } = chat
  const answered = answers.get(id)
  const by =
    answered === undefined
      ? ''
      : answered.kind === 'honoured'
        ? `webhook, ${answered.tookMs.toFixed(0)} ms`
        : answered.taken === undefined
          ? `nobody: ${answered.kind}`
          : `default: ${answered.kind}`
  return {
    id,
    room: traits.room,
    lang: traits.lang,
    customer: creator.name,
    state: state(chat),
    since: createdAt,
    agent: record.agent?.id ?? '',
    by: by === '' && record.agent !== undefined ? 'default: no webhook' : by,
    messages: messages.slice(-mostMessages).map(({ message, sender }) => ({ sender, message })),
  }
}

function lengthOf(first: { readonly next: unknown }): number {
  let length = 0
  for (let one: { readonly next: unknown } | undefined = first; one !== undefined; one = one.next as typeof first)
    length += 1
  return length
}
