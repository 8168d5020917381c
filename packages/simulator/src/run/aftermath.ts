import type { QueueId } from '@pointsman/core'
import type { Witness, WorldAgent } from '@pointsman/world'
import type { Decider } from '../decide/decider.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { SimulationLedger } from '../ledger/simulation-ledger.ts'
import type { Audience } from '../observe/audience.ts'
import type { Statistics } from '../observe/statistics.ts'
import type { Answers } from './answers.ts'
import type { ChatRecords } from './chat-records.ts'
import type { Customers } from './customers.ts'
import { phase } from './phase.ts'
import type { FullPlatform } from './platform-of.ts'
import type { SimulatedChat } from './simulated-chat.ts'
import type { WorkClock } from './work-clock.ts'

/** Whom the aftermath tells, and what it draws from. */
export interface AftermathOptions {
  readonly platform: FullPlatform
  readonly kernel: Kernel<unknown>
  readonly customers: Customers
  readonly answers: Answers
  /** Undefined where the speed of a chat does not depend on how many its agent holds. */
  readonly work: WorkClock | undefined
  readonly statistics: Statistics
  /** Undefined where nobody looks on. */
  readonly audience: Audience | undefined
  /** Takes back the records of chats that are over. */
  readonly records: ChatRecords
}

/** What follows from what happens in the world: schedules what comes of it, writes the ledger, tells who looks on. */
export class Aftermath implements Witness<SimulatedChat> {
  /** Chats with an agent. */
  active = 0
  /** When a chat was last attended or over. */
  progressAt = 0
  /** Chats whose patience is running out. */
  impatient = 0
  /** Invitations out. */
  pending = 0
  /** When an invitation last went out. */
  invitedAt = 0
  /** Invitations since a chat was last attended or over. */
  fruitless = 0
  // One by one, as each is read for every chat.
  readonly #kernel: Kernel<unknown>
  readonly #customers: Customers
  readonly #answers: Answers
  readonly #work: WorkClock | undefined
  readonly #statistics: Statistics
  readonly #audience: Audience | undefined
  readonly #retryInterval: number
  readonly #records: ChatRecords
  #ledger: SimulationLedger | undefined = undefined
  #decider: Decider = undefined as unknown as Decider

  constructor(options: AftermathOptions) {
    this.#kernel = options.kernel
    this.#customers = options.customers
    this.#answers = options.answers
    this.#work = options.work
    this.#statistics = options.statistics
    this.#audience = options.audience
    this.#retryInterval = options.platform.retryInterval
    this.#records = options.records
  }

  /** The ledger, where it is to be written, and the decider: they need the world, which needs its witness first. */
  attach(ledger: SimulationLedger | undefined, decider: Decider): void {
    this.#ledger = ledger
    this.#decider = decider
  }

  waits(chat: SimulatedChat, at: number): void {
    this.#growImpatient(chat, at)
    this.retryLater(chat, at)
    if (this.#audience !== undefined) this.#audience.waits(chat, at)
  }

  /** A waiting chat is asked for again after the retry interval, though nobody came free. */
  retryLater(chat: SimulatedChat, at: number): void {
    if (this.#retryInterval === Infinity || chat.retrying >= 0) return
    chat.retrying = this.#kernel.schedule(at + this.#retryInterval, phase.retry, chat)
  }

  invited(chat: SimulatedChat, agent: WorldAgent, at: number): void {
    this.#growImpatient(chat, at)
    chat.retrying = this.#cancel(chat.retrying)
    const { kind, after } = this.#answers.draw(chat.number, chat.attempts, agent.index)
    chat.answering = this.#kernel.schedule(at + after, phase[kind], chat)
    this.pending += 1
    this.invitedAt = at
    this.fruitless += 1
    if (this.#audience !== undefined) this.#audience.invited(chat, agent, at)
  }

  attended(chat: SimulatedChat, agent: WorldAgent, at: number): void {
    const kernel = this.#kernel
    const work = this.#work
    this.#calm(chat)
    chat.retrying = this.#cancel(chat.retrying)
    this.active += 1
    this.progressAt = at
    this.fruitless = 0
    chat.attendedAt = at
    const { speed } = agent
    const factor = typeof speed === 'number' ? speed : (speed.get(chat.queue) ?? 1)
    const { transfers } = chat
    const drawn =
      transfers === 0 ? chat.work : this.#customers.work(chat.currentQueue, chat.number, chat.place, transfers)
    const seconds = drawn / factor
    if (work === undefined) chat.closing = kernel.schedule(at + seconds, phase.close, chat)
    else {
      chat.doneAt = work.shows(agent.index, at) + seconds
      chat.closing = kernel.schedule(work.when(agent.index, chat.doneAt, at), phase.close, chat)
    }
    if (this.#audience !== undefined) this.#audience.attended(chat, agent, at)
  }

  refused(chat: SimulatedChat, agent: WorldAgent, at: number, again: boolean): void {
    chat.refusals += 1
    if (!again) this.#ledger?.refused(agent)
    this.#decider.remembered(agent)
    if (this.#audience !== undefined) this.#audience.refused(chat, agent, at)
  }

  expired(chat: SimulatedChat, agent: WorldAgent, at: number): void {
    chat.expiries += 1
    this.#ledger?.unanswered(agent)
    this.#decider.remembered(agent)
    if (this.#audience !== undefined) this.#audience.expired(chat, agent, at)
  }

  withdrawn(chat: SimulatedChat, agent: WorldAgent, at: number): void {
    if (chat.answering >= 0) this.pending -= 1
    chat.answering = this.#cancel(chat.answering)
    if (this.#audience !== undefined) this.#audience.withdrawn(chat, agent, at)
  }

  transferred(chat: SimulatedChat, agent: WorldAgent, from: QueueId, at: number): void {
    this.active -= 1
    this.progressAt = at
    this.fruitless = 0
    if (chat.transfers === 1) chat.firstAttendedAt = chat.attendedAt
    chat.handled += at - chat.attendedAt
    chat.calledAt = at
    chat.patient = false
    this.#rememberEnd(agent, at)
    this.#statistics.transferred(chat, agent.index)
    if (this.#audience !== undefined) this.#audience.transferred(chat, agent, from, at)
  }

  ended(chat: SimulatedChat, agent: WorldAgent | undefined, at: number): void {
    this.#calm(chat)
    chat.retrying = this.#cancel(chat.retrying)
    if (chat.state === 'closed' && agent !== undefined) {
      this.active -= 1
      this.#rememberEnd(agent, at)
    }
    this.progressAt = at
    this.fruitless = 0
    this.#statistics.ended(chat, agent === undefined ? -1 : agent.index, at)
    if (this.#audience !== undefined) this.#audience.ended(chat, agent, at)
    this.#records.release(chat)
  }

  changed(agent: WorldAgent, at: number): void {
    this.#statistics.changed(agent, at)
    this.#decider.changed(agent)
    if (this.#work !== undefined) this.#rescale(this.#work, agent, at)
  }

  /** A chat of the agent is over, for this agent at least. */
  #rememberEnd(agent: WorldAgent, at: number): void {
    if (this.#ledger === undefined) return
    this.#ledger.ended(agent, at)
    this.#decider.remembered(agent)
  }

  /** Where the agent's speed is another now, so is the time that each of their chats takes yet. */
  #rescale(work: WorkClock, agent: WorldAgent, at: number): void {
    if (!work.hold(agent.index, agent.activeChats, at)) return
    for (let place = 0; place < agent.activeChats; place++) {
      const { closing, doneAt } = agent.holding(place) as SimulatedChat
      if (closing >= 0) this.#kernel.move(closing, work.when(agent.index, doneAt, at))
    }
  }

  /** Patience begins on arrival, and anew when the chat is handed on; it is drawn when the chat first has to wait. */
  #growImpatient(chat: SimulatedChat, at: number): void {
    if (chat.patient) return
    chat.patient = true
    const { currentQueue, number, place, transfers } = chat
    const patience = this.#customers.patience(currentQueue, number, place, transfers)
    if (patience === Infinity) return
    chat.patience = this.#kernel.schedule(
      Math.max(at, (transfers === 0 ? chat.createdAt : chat.calledAt) + patience),
      phase.abandon,
      chat,
    )
    this.impatient += 1
  }

  #calm(chat: SimulatedChat): void {
    if (chat.patience < 0) return
    this.impatient -= 1
    chat.patience = this.#cancel(chat.patience)
  }

  #cancel(timer: number): number {
    if (timer >= 0) this.#kernel.cancel(timer)
    return -1
  }
}
