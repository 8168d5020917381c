import type { AgentId, AgentRecord, ChatId, Instant, Ledger } from '@pointsman/core'
import type { WorldAgent } from '@pointsman/world'
import { AgentMemory } from './agent-memory.ts'

/** The chat whose decision is being made: the only one whose offers a strategy may ask for. */
interface Asked {
  readonly id: ChatId
  readonly named: number
}

/**
 * The ledger of a simulation: the same readings as the core's `MemoryLedger` after the same facts, without its maps. The
 * world shows what was named at once, so there are no reservations; customers are strangers, so nobody is known.
 */
export class SimulationLedger implements Ledger {
  readonly reservations: number = 0
  virtualTime = 0
  /** Set before a question is put. */
  asked: Asked | undefined = undefined
  readonly #memories: readonly AgentMemory[]
  readonly #byId: ReadonlyMap<AgentId, AgentMemory>
  #turn = 0

  constructor(agents: readonly WorldAgent[]) {
    this.#memories = agents.map(() => new AgentMemory())
    this.#byId = new Map(agents.map(({ id, index }) => [id, this.#memories[index] as AgentMemory]))
  }

  agent(id: AgentId): AgentRecord {
    return this.#byId.get(id) ?? blank
  }

  /** The same for an agent of this world, without looking the id up. */
  memory(agent: WorldAgent): AgentMemory {
    return this.#memories[agent.index] as AgentMemory
  }

  /** The named agent is invited or joined before anything else is asked. */
  reserved(): number {
    return 0
  }

  offers(chat: ChatId): number {
    const { asked } = this
    return asked !== undefined && asked.id === chat ? asked.named : 0
  }

  hasServed(): boolean {
    return false
  }

  /** The strategy named the agent. */
  named(agent: WorldAgent, at: Instant): void {
    const memory = this.memory(agent)
    this.#turn += 1
    memory.turns += 1
    memory.lastTurn = this.#turn
    memory.lastNamedAt = at
    this.virtualTime = Math.max(this.virtualTime, memory.finishTag)
    memory.finishTag = this.virtualTime + 1 / agent.weight
  }

  /** The agent refused a chat for the first time. */
  refused(agent: WorldAgent): void {
    this.memory(agent).refusals += 1
  }

  /** An invitation to the agent ran out. */
  unanswered(agent: WorldAgent): void {
    this.memory(agent).unanswered += 1
  }

  /** A chat of the agent is over. */
  ended(agent: WorldAgent, at: Instant): void {
    this.memory(agent).lastEndedAt = at
  }
}

const blank: AgentRecord = Object.freeze(new AgentMemory())
