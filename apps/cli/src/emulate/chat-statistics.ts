import type { AgentChat, EmulatedChat, EmulatorObserver } from '@pointsman/emulator'
import { outcomeOf, SimulatedChat, Statistics, type Outcome, type Scenario } from '@pointsman/simulator'
import type { AgentTraits, WorldAgent, WorldChat } from '@pointsman/world'

/** What is counted. */
export interface ChatStatisticsOptions {
  readonly queues: readonly { readonly id: string }[]
  readonly horizon: Scenario['horizon']
  readonly warmup?: Scenario['warmup'] | undefined
  readonly serviceLevelSeconds: number
  readonly batches: number
  readonly agents: readonly AgentTraits[]
}

/** Counts what becomes of the chats of a platform that bear records made here, as a simulation counts its own. */
export class ChatStatistics implements EmulatorObserver {
  readonly #options: ChatStatisticsOptions
  readonly #statistics: Statistics
  readonly #present = new Set<WorldChat>()
  #offered = 0

  constructor(options: ChatStatisticsOptions) {
    const { agents, batches, horizon, queues, serviceLevelSeconds, warmup = { chats: 0 } } = options
    this.#options = options
    this.#statistics = new Statistics({
      queues: queues.length,
      slots: agents.map(({ slots }) => slots),
      serves: (agent, queue) => agents[agent]?.queues.has(queues[queue]?.id ?? '') === true,
      horizon,
      warmup,
      batches,
      serviceLevelSeconds,
    })
  }

  /** Chats offered so far. */
  get offered(): number {
    return this.#offered
  }

  /** Chats that are not over. */
  get present(): number {
    return this.#present.size
  }

  /** The record of a chat that arrives now in the queue of that place; `place`: its ordinal among those of the queue. */
  record(queue: number, at: number, place: number): SimulatedChat {
    const record = new SimulatedChat()
    record.startOver(queue, this.#statistics.tallyOf(queue, this.#offered++, at), place)
    this.#present.add(record)
    return record
  }

  /** The warm-up in seconds is over. */
  warm(at: number): void {
    this.#statistics.warm(at)
  }

  /** There are no more arrivals. */
  freeze(at: number): void {
    this.#statistics.freeze(at)
  }

  /** What it came to; chats that are not over are unfinished. */
  outcome({ clock, world }: Pick<AgentChat, 'clock' | 'world'>): Outcome {
    const at = clock.now()
    this.freeze(at)
    for (const record of this.#present) this.#statistics.ended(record as SimulatedChat, -1, at)
    this.#present.clear()
    const { batches, horizon, queues } = this.#options
    return outcomeOf({ statistics: this.#statistics, world }, { queues, horizon } as Scenario, batches)
  }

  attended({ record }: EmulatedChat, _agent: WorldAgent, at: number): void {
    if (record instanceof SimulatedChat) record.attendedAt = at
  }

  refused({ record }: EmulatedChat): void {
    if (record instanceof SimulatedChat) record.refusals += 1
  }

  expired({ record }: EmulatedChat): void {
    if (record instanceof SimulatedChat) record.expiries += 1
  }

  ended({ record }: EmulatedChat, agent: WorldAgent | undefined, at: number): void {
    if (!this.#present.delete(record)) return
    this.#statistics.ended(record as SimulatedChat, agent === undefined ? -1 : agent.index, at)
  }

  /** Closed before anybody was asked for: it is over all the same. */
  closed(chat: EmulatedChat, at: number): void {
    if (chat.record.state !== 'new') return
    chat.record.state = 'abandoned'
    this.ended(chat, undefined, at)
  }

  changed(agent: WorldAgent, at: number): void {
    this.#statistics.changed(agent, at)
  }
}
