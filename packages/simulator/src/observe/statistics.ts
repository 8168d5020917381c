import type { WorldAgent } from '@pointsman/world'
import type { Metrics } from '../result/metrics.ts'
import type { Extent } from '../scenario/scenario.ts'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import { measure, transferRateOf, type Measured } from './measure.ts'
import { Occupancy, type Span } from './occupancy.ts'
import { Tally } from './tally.ts'

/** What is counted, and in how many batches. */
export interface StatisticsOptions {
  readonly queues: number
  /** Slots by agent. */
  readonly slots: readonly number[]
  /** Whether an agent serves a queue; both by their places. */
  readonly serves: (agent: number, queue: number) => boolean
  readonly horizon: Extent
  readonly warmup: Extent
  /** 1: the whole at once. */
  readonly batches: number
  readonly serviceLevelSeconds: number
  /** Whether chats may be handed on, and how often is to be measured; default no. */
  readonly transfers?: boolean | undefined
}

/** So many waits above 0 are kept one by one in a run, shared by its queues and batches; more by bins. */
const exactWaits = 2 ** 20

/** Counts what comes after the warm-up, by queue and by batch of chats in the order of their arrival. */
export class Statistics {
  readonly #options: StatisticsOptions
  readonly #tallies: Tally[]
  readonly #spans: Span[] = []
  readonly #occupancy: Occupancy
  // Of the options, one by one, what is read for every chat.
  readonly #queues: number
  readonly #batches: number
  /** Where counting begins and how far it goes: by chats, or by seconds where `#byChats` is not. */
  readonly #byChats: boolean
  readonly #warmChats: number
  readonly #warmSeconds: number
  readonly #extent: number
  #batch = -1
  #frozen = false

  constructor(options: StatisticsOptions) {
    this.#options = options
    const { queues, slots, batches, serviceLevelSeconds, horizon, warmup } = options
    this.#queues = queues
    this.#batches = batches
    this.#byChats = horizon.chats !== undefined
    this.#warmChats = warmup.chats ?? 0
    this.#warmSeconds = warmup.seconds ?? 0
    this.#extent = horizon.chats === undefined ? horizon.seconds - this.#warmSeconds : horizon.chats - this.#warmChats
    const count = batches * queues
    const exactUpTo = Math.max(65_536, Math.floor(exactWaits / count))
    this.#tallies = Array.from({ length: count }, () => new Tally(slots.length, serviceLevelSeconds, exactUpTo))
    this.#occupancy = new Occupancy(slots.length)
    if ((warmup.chats ?? warmup.seconds) === 0) this.#batch = 0
  }

  /** The warm-up in seconds is over: what agents did so far does not count. */
  warm(at: number): void {
    if (this.#frozen) return
    this.#occupancy.read(at)
    this.#batch = 0
  }

  /** The tally in which this arrival in a queue counts; −1 during the warm-up. */
  tallyOf(queue: number, number: number, at: number): number {
    // The only batch, once it began.
    if (this.#batches === 1 && this.#batch === 0) return queue
    const batch = this.#batchOf(number, at)
    if (batch !== this.#batch) {
      const span = this.#occupancy.read(at)
      // What came before the first counted arrival is warm-up.
      if (this.#batch >= 0) this.#spans[this.#batch] = span
      this.#batch = batch
    }
    return batch < 0 ? -1 : batch * this.#queues + queue
  }

  /** There are no more arrivals: the drain does not count as agents' time. What is told of agents after it is never read. */
  freeze(at: number): void {
    if (this.#frozen) return
    this.#frozen = true
    if (this.#batch >= 0) this.#spans[this.#batch] = this.#occupancy.read(at)
  }

  /** The agent's status or chats in progress changed. */
  changed(agent: WorldAgent, at: number): void {
    this.#occupancy.changed(agent, at)
  }

  /** The agent handed the chat on. */
  transferred(chat: SimulatedChat, agent: number): void {
    if (chat.tally >= 0) (this.#tallies[chat.tally] as Tally).handedOn(agent)
  }

  /** The chat is over, or the run is; `agent`: who closed it, −1 for nobody. */
  ended(chat: SimulatedChat, agent: number, at: number): void {
    if (chat.tally >= 0) (this.#tallies[chat.tally] as Tally).add(chat, agent, at)
  }

  /** Everything counted, of one queue or of all. */
  tallies(queue?: number): readonly Tally[] {
    return this.#tallies.filter((_, place) => queue === undefined || place % this.#options.queues === queue)
  }

  /** The agents' time, by batch; batches without arrivals have none. */
  get spans(): readonly Span[] {
    return this.#spans.filter((span) => span !== undefined)
  }

  /** The metrics of the whole, or of one queue. */
  metrics(queue?: number): Metrics {
    return this.#measure(this.tallies(queue), this.spans, this.#agents(queue))
  }

  /** The same for each batch that has chats. */
  metricsByBatch(queue?: number): readonly Metrics[] {
    const { queues, batches } = this.#options
    const agents = this.#agents(queue)
    const all = Array.from({ length: batches }, (_, batch) => batch)
    return all
      .map((batch) => this.#tallies.slice(batch * queues, (batch + 1) * queues))
      .flatMap((tallies, batch) => {
        const span = this.#spans[batch]
        if (span === undefined || tallies.every(({ offered }) => offered === 0)) return []
        const these = tallies.filter((_, place) => queue === undefined || place === queue)
        return [this.#measure(these, [span], agents)]
      })
  }

  #agents(queue: number | undefined): readonly Measured[] {
    const { serves, slots } = this.#options
    return slots.map((count, agent) => ({ slots: count, serves: queue === undefined || serves(agent, queue) }))
  }

  #measure(tallies: readonly Tally[], spans: readonly Span[], agents: readonly Measured[]): Metrics {
    const metrics = measure(tallies, spans, agents)
    return this.#options.transfers === true ? { ...metrics, transferRate: transferRateOf(tallies) } : metrics
  }

  #batchOf(number: number, at: number): number {
    if (number < this.#warmChats || at < this.#warmSeconds) return -1
    if (this.#batches === 1) return 0
    const done = (this.#byChats ? number - this.#warmChats : at - this.#warmSeconds) / this.#extent
    return Math.min(this.#batches - 1, Math.floor(done * this.#batches))
  }
}
