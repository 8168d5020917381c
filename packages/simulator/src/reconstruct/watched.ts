import { builtin, type Fact, type Request, type Strategy } from '@pointsman/core'
import type { Observer } from '../observe/observer.ts'
import { replicate } from '../run/replicate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { Reconstruction, type Reconstructed } from './reconstruction.ts'

/** What truly happened, as an observer saw it. */
export interface Truth {
  readonly arrivals: ReadonlyMap<string, { readonly queue: string; readonly at: number; readonly language: string }>
  readonly attended: ReadonlyMap<string, { readonly agent: string; readonly at: number }>
  readonly ended: ReadonlyMap<string, { readonly how: string; readonly at: number }>
  readonly answers: ReadonlyMap<string, { accepted: number; refused: number; expired: number }>
  /** By agent, when they came online (true) and when they no longer were. */
  readonly status: ReadonlyMap<string, readonly (readonly [at: number, online: boolean])[]>
}

/** How a world is recorded. */
export interface Watching {
  readonly strategy?: string
  readonly seed?: number
  /** Whether events are recorded beside snapshots; default true. */
  readonly events?: boolean
  /** Whether snapshots list only who has room; default false. */
  readonly onlyAvailable?: boolean
  /** Whether every message is an activity of the agent's, and not only what they do with chats; default false. */
  readonly talking?: boolean
  /** Every how many-th request is kept; default all. */
  readonly every?: number
  /** Requests and facts that are kept; default all. */
  readonly keeps?: (at: number, queue: string | undefined) => boolean
}

/** Simulates a scenario, recording out, and reconstructs it from what was recorded alone. */
export function watched(
  scenario: Scenario,
  watching: Watching = {},
): { readonly found: Reconstructed; readonly truth: Truth } {
  const {
    strategy = 'most-free-capacity',
    seed = 1,
    events = true,
    onlyAvailable = false,
    talking = false,
    keeps = () => true,
  } = watching
  const reconstruction = new Reconstruction(scenario.name)
  const { truth, observer } = witness()
  const learn = (fact: Fact): void => {
    if (events && keeps(fact.at, undefined)) reconstruction.learn([fact])
  }
  const recorder: Observer = {
    asked: (request) => {
      if (!keeps(request.at, request.chat.queue)) return
      const told = talking ? withTalk(request) : asIs(request)
      reconstruction.ask(onlyAvailable ? withRoom(told) : told)
    },
    attended: (chat, agent, at) => learn({ kind: 'accepted', at, chat: chat.id, agent: agent.id }),
    refused: (chat, agent, at) => learn({ kind: 'refused', at, chat: chat.id, agent: agent.id }),
    ended: (chat, _, at) => learn({ kind: 'closed', at, chat: chat.id }),
  }
  const make = (lots: number): Strategy => builtin(strategy, { seed: lots }) as Strategy
  replicate({ scenario, strategy: make, seed, replication: 0, observers: [recorder, observer] })
  return { found: reconstruction.finish(), truth }
}

function withRoom({ id, at, chat, agents }: Request): Request {
  return { id, at, chat, agents: agents.filter(({ status, capacity }) => status === 'online' && capacity > 0) }
}

/** The agents are those of the world, who change: of a recording, each snapshot has its own. */
function asIs({ id, at, chat, agents }: Request): Request {
  return { id, at, chat, agents: agents.map((agent) => Object.create(agent) as typeof agent) }
}

/** Whoever has a chat wrote something some seconds ago. */
function withTalk({ id, at, chat, agents }: Request): Request {
  return {
    id,
    at,
    chat,
    agents: agents.map((agent, place) => {
      const lastActivityAt = agent.activeChats > 0 ? at - ((at * 7 + place * 3) % 10) : agent.lastActivityAt
      // Agents are read anew from the world, not copied.
      return Object.create(agent, { lastActivityAt: { value: lastActivityAt } }) as typeof agent
    }),
  }
}

function witness(): { truth: Truth; observer: Observer } {
  const arrivals = new Map<string, { queue: string; at: number; language: string }>()
  const attended = new Map<string, { agent: string; at: number }>()
  const ended = new Map<string, { how: string; at: number }>()
  const answers = new Map<string, { accepted: number; refused: number; expired: number }>()
  const status = new Map<string, [number, boolean][]>()
  const answersBy = (id: string): { accepted: number; refused: number; expired: number } => {
    const found = answers.get(id) ?? { accepted: 0, refused: 0, expired: 0 }
    answers.set(id, found)
    return found
  }
  const observer: Observer = {
    arrived: ({ id, queue, language }, at) => void arrivals.set(id, { queue, at, language }),
    attended: (chat, agent, at) => {
      attended.set(chat.id, { agent: agent.id, at })
      answersBy(agent.id).accepted += 1
    },
    refused: (_, agent) => void (answersBy(agent.id).refused += 1),
    expired: (_, agent) => void (answersBy(agent.id).expired += 1),
    ended: (chat, _, at) => void ended.set(chat.id, { how: chat.state, at }),
    status: (agent, at) => {
      const changes = status.get(agent.id) ?? []
      status.set(agent.id, changes)
      const online = agent.status === 'online'
      if ((changes.at(-1)?.[1] ?? false) !== online) changes.push([at, online])
    },
  }
  return { truth: { arrivals, attended, ended, answers, status }, observer }
}
