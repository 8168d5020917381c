import type { AgentId, AgentRecord, ChatId, Instant, Ledger } from '@pointsman/core'
import type { WorldAgent } from '@pointsman/world'
import {
  AgentMemory,
  endedAt,
  finishTag,
  lastTurn,
  memoryStride,
  namedAt,
  refusals,
  turns,
  unanswered,
} from './agent-memory.ts'

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
  readonly mostReserved: number = 0
  virtualTime = 0
  /** Set before a question is put. */
  asked: Asked | undefined = undefined
  /** Of each agent together: large rosters are limited by the memory that is touched. */
  readonly #numbers: Float64Array
  readonly #byId: ReadonlyMap<AgentId, AgentMemory>
  #turn = 0

  constructor(agents: readonly WorldAgent[]) {
    this.#numbers = new Float64Array(agents.length * memoryStride)
    this.#byId = new Map(
      agents.map(({ id, index }) => {
        const base = index * memoryStride
        this.#numbers[base + namedAt] = NaN
        this.#numbers[base + endedAt] = NaN
        return [id, new AgentMemory(this.#numbers, base)]
      }),
    )
  }

  agent(id: AgentId): AgentRecord {
    return this.#byId.get(id) ?? blank
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
  named({ index, weight }: WorldAgent, at: Instant): void {
    const numbers = this.#numbers
    const base = index * memoryStride
    this.#turn += 1
    numbers[base + turns] = (numbers[base + turns] as number) + 1
    numbers[base + lastTurn] = this.#turn
    numbers[base + namedAt] = at
    const tag = numbers[base + finishTag] as number
    if (tag > this.virtualTime) this.virtualTime = tag
    numbers[base + finishTag] = this.virtualTime + 1 / weight
  }

  /** The agent refused a chat for the first time. */
  refused({ index }: WorldAgent): void {
    this.#add(index, refusals)
  }

  /** An invitation to the agent ran out. */
  unanswered({ index }: WorldAgent): void {
    this.#add(index, unanswered)
  }

  /** A chat of the agent is over. */
  ended({ index }: WorldAgent, at: Instant): void {
    this.#numbers[index * memoryStride + endedAt] = at
  }

  #add(agent: number, which: number): void {
    const place = agent * memoryStride + which
    this.#numbers[place] = (this.#numbers[place] as number) + 1
  }
}

const blank: AgentRecord = new AgentMemory(new Float64Array(memoryStride).fill(NaN, namedAt, endedAt + 1), 0)
