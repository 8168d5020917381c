import type { Agent, Request } from '@pointsman/core'
import { decodeAgent, timeOf, type AgentReading } from './decode-agent.ts'
import { readingOf } from './decode-assign.ts'
import { decodeChat } from './decode-chat.ts'
import type { DecodeOptions } from './decode-options.ts'
import type { AssignPayload, WireAgent } from './payload.ts'
import type { ReadRoster } from './read-payload.ts'

/**
 * Decodes payloads that come one after another, as `decodeAssign` does. An agent who is the very same object in the same
 * place as in the payload before is not decoded again; where they did no more than act since, their time is all that is new.
 */
export class AssignDecoder {
  readonly #options: Omit<DecodeOptions, 'id'>
  readonly #reading: AgentReading | undefined
  #wires: readonly WireAgent[] = []
  #agents: readonly Agent[] = []

  constructor(options: Omit<DecodeOptions, 'id'>) {
    this.#options = options
    // An agent with no rooms who serves any that the payload names is read anew with each.
    this.#reading = options.emptyRooms === 'any' ? undefined : readingOf(undefined, options)
  }

  /** The question under this id. With a roster, the payload is an outline: see `ReadPayload`. */
  decode(payload: AssignPayload, id: string, roster?: ReadRoster): Request {
    const { created_at: at, data } = payload
    const chat = decodeChat(data.chat, at, this.#options)
    return { id, at, chat, agents: this.#decodeAgents(payload, roster) }
  }

  #decodeAgents(payload: AssignPayload, roster: ReadRoster | undefined): readonly Agent[] {
    const wires = payload.data.agents
    const known = this.#reading
    const reading = known ?? readingOf(payload, this.#options)
    const agents: Agent[] = []
    for (let i = 0; i < wires.length; i++) {
      const wire = wires[i] as WireAgent
      const agent =
        known !== undefined && wire === this.#wires[i] ? (this.#agents[i] as Agent) : decodeAgent(wire, reading)
      const lastActivityAt = roster?.activity[i] ?? timeOf(wire.lastActivity)
      agents.push(lastActivityAt === agent.lastActivityAt ? agent : acted(agent, lastActivityAt))
    }
    this.#wires = wires
    this.#agents = agents
    return agents
  }
}

/** The same agent, who did something meanwhile. Every field by name: spreading an object costs thirty times as much. */
function acted(agent: Agent, lastActivityAt: number | undefined): Agent {
  return {
    id: agent.id,
    status: agent.status,
    capacity: agent.capacity,
    activeChats: agent.activeChats,
    pendingInvitations: agent.pendingInvitations,
    chats: agent.chats,
    lastActivityAt,
    lastLoginAt: agent.lastLoginAt,
    queues: agent.queues,
    languages: agent.languages,
    skills: agent.skills,
    rejections: agent.rejections,
    speed: agent.speed,
    weight: agent.weight,
    attributes: agent.attributes,
  }
}
