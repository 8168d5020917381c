import type { Agent, Request } from '@pointsman/core'
import { decodeAgent, type AgentReading } from './decode-agent.ts'
import { readingOf } from './decode-assign.ts'
import { decodeChat } from './decode-chat.ts'
import type { DecodeOptions } from './decode-options.ts'
import type { AssignPayload, WireAgent } from './payload.ts'

/**
 * Decodes payloads that come one after another, as `decodeAssign` does. An agent who is the very same object in the same
 * place as in the payload before is not decoded again.
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

  /** The question under this id. */
  decode(payload: AssignPayload, id: string): Request {
    const { created_at: at, data } = payload
    const chat = decodeChat(data.chat, at, this.#options)
    return { id, at, chat, agents: this.#decodeAgents(payload) }
  }

  #decodeAgents(payload: AssignPayload): readonly Agent[] {
    const wires = payload.data.agents
    const known = this.#reading
    const reading = known ?? readingOf(payload, this.#options)
    const agents: Agent[] = []
    for (let i = 0; i < wires.length; i++) {
      const wire = wires[i] as WireAgent
      agents.push(
        known !== undefined && wire === this.#wires[i] ? (this.#agents[i] as Agent) : decodeAgent(wire, reading),
      )
    }
    this.#wires = wires
    this.#agents = agents
    return agents
  }
}
