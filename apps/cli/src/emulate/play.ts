import {
  phase,
  type AgentChat,
  type Clock,
  type EmulatedChat,
  type EmulatorObserver,
  type Timer,
} from '@pointsman/emulator'
import {
  AgentAnswers,
  batchesOf,
  Customers,
  day,
  intakes,
  nobodyWillAct,
  platformOf,
  staff,
  WorkClock,
  type Intake,
  type Outcome,
  type Prospects,
  type Scenario,
  type SimulatedChat,
  type Staff,
} from '@pointsman/simulator'
import { WorldChat, type WorldAgent } from '@pointsman/world'
import { ChatStatistics } from './chat-statistics.ts'
import { Shifts } from './shifts.ts'

/** What is to happen to a chat of the play. */
interface Plans {
  readonly record: SimulatedChat
  patience?: Timer | undefined
  answer?: Timer | undefined
  close?: Timer | undefined
  patient: boolean
}

/**
 * Plays the customers and the agents of a scenario on an emulated platform, by the same chance as a simulation of that
 * seed: the same arrivals, languages, patience, work and answers. Chats that somebody else opens are left to them.
 */
export class Play implements EmulatorObserver, Prospects {
  readonly staff: Staff
  readonly statistics: ChatStatistics
  active = 0
  impatient = 0
  pending = 0
  fruitless = 0
  invitedAt = 0
  progressAt = 0
  readonly #scenario: Scenario
  readonly #customers: Customers
  readonly #answers: AgentAnswers
  readonly #intakes: readonly Intake[]
  readonly #work: WorkClock | undefined
  readonly #plans = new Map<WorldChat, Plans>()
  readonly #finished: () => void
  #platform: AgentChat = undefined as unknown as AgentChat
  #shifts: Shifts = undefined as unknown as Shifts
  #next: SimulatedChat | undefined = undefined
  #openIntakes: number
  #arrivalsOver = false
  #completeAt = 0
  #over = false

  /** Calls `finished` when every chat is over, or nobody would ever take those that are left. */
  constructor(scenario: Scenario, seed: number, finished: () => void) {
    const { queues, horizon, warmup } = scenario
    const { invitationTimeout, serviceLevelSeconds } = platformOf(scenario.platform)
    const speed = scenario.concurrency?.speed ?? []
    this.#scenario = scenario
    this.#finished = finished
    this.staff = staff(scenario)
    const { manners, traits: agents } = this.staff
    this.#customers = new Customers(scenario, seed)
    this.#answers = new AgentAnswers(manners, invitationTimeout, seed)
    this.#intakes = intakes(scenario, seed)
    this.#openIntakes = this.#intakes.length
    this.#work = speed.every((one) => one === 1) ? undefined : new WorkClock(agents.length, speed)
    this.statistics = new ChatStatistics({
      queues,
      horizon,
      warmup,
      serviceLevelSeconds,
      agents,
      batches: batchesOf(1),
    })
  }

  /** The share of the arrivals there were so far, from 0 to 1. */
  get progress(): number {
    const { chats, seconds } = this.#scenario.horizon
    return Math.min(1, chats === undefined ? this.#clock.now() / seconds : this.statistics.offered / chats)
  }

  /** The record of the next chat: the play's own where it opens one. */
  newRecord(): WorldChat {
    return this.#next ?? new WorldChat()
  }

  /** Begins, at the beginning of the platform's time. */
  begin(platform: AgentChat): void {
    const { warmup } = this.#scenario
    this.#platform = platform
    this.#shifts = new Shifts(platform, this.staff)
    this.#shifts.begin()
    if (warmup?.seconds !== undefined && warmup.seconds > 0) {
      this.#clock.at(warmup.seconds, phase.warm, () => this.statistics.warm(this.#clock.now()))
    }
    for (const intake of this.#intakes) this.#scheduleArrival(intake)
  }

  /** What it came to; of a play that was broken off, what is known. */
  outcome(): Outcome {
    this.#over = true
    return this.statistics.outcome(this.#platform)
  }

  waits({ record }: EmulatedChat, at: number): void {
    const plans = this.#plans.get(record)
    if (plans !== undefined) this.#growImpatient(plans, at)
    if (this.#arrivalsOver) this.closed()
  }

  invited({ id, record }: EmulatedChat, agent: WorldAgent, at: number): void {
    const plans = this.#plans.get(record)
    if (plans === undefined) return
    this.#growImpatient(plans, at)
    this.pending += 1
    this.invitedAt = at
    this.fruitless += 1
    const { after, kind } = this.#answers.draw(record.number, record.attempts, agent.index)
    // An invitation that runs out is the platform's own business.
    if (kind === 'expire') return
    plans.answer = this.#clock.at(at + after, phase[kind], () => {
      plans.answer = undefined
      this.#platform[kind](id, agent.id)
    })
  }

  attended(chat: EmulatedChat, agent: WorldAgent, at: number): void {
    const plans = this.#plans.get(chat.record)
    if (plans === undefined) return
    if (this.#platform.settings.acceptance === 'invite') this.#answered(plans)
    this.#calm(plans)
    this.active += 1
    this.#progress(at)
    const { record } = plans
    const { speed } = agent
    const factor = typeof speed === 'number' ? speed : (speed.get(record.queue) ?? 1)
    const seconds = this.#customers.work(record.queueIndex, record.number, record.place) / factor
    const work = this.#work
    if (work !== undefined) record.doneAt = work.shows(agent.index, at) + seconds
    this.#closeAt(chat, plans, work === undefined ? at + seconds : work.when(agent.index, record.doneAt, at))
  }

  refused({ record }: EmulatedChat): void {
    this.#answered(this.#plans.get(record))
  }

  expired({ record }: EmulatedChat): void {
    this.#answered(this.#plans.get(record))
  }

  withdrawn({ record }: EmulatedChat): void {
    this.#answered(this.#plans.get(record))
  }

  ended({ record }: EmulatedChat, _agent: WorldAgent | undefined, at: number): void {
    const plans = this.#plans.get(record)
    if (plans === undefined) return
    this.#calm(plans)
    plans.close?.cancel()
    if (record.state === 'closed') this.active -= 1
    this.#progress(at)
    this.#plans.delete(record)
  }

  closed(): void {
    // Only when what follows from it is done: another agent may have come free by it.
    this.#clock.at(this.#clock.now(), phase.tell, () => this.#lookAround())
  }

  changed(agent: WorldAgent, at: number): void {
    const work = this.#work
    if (work === undefined || !work.hold(agent.index, agent.activeChats, at)) return
    for (const held of agent.held) {
      const plans = this.#plans.get(held as WorldChat)
      const chat = plans?.close === undefined ? undefined : this.#platform.chats.get(held.id)
      if (plans === undefined || chat === undefined) continue
      plans.close?.cancel()
      this.#closeAt(chat, plans, work.when(agent.index, plans.record.doneAt, at))
    }
  }

  get #clock(): Clock {
    return this.#platform.clock
  }

  #progress(at: number): void {
    this.progressAt = at
    this.fruitless = 0
  }

  #closeAt(chat: EmulatedChat, plans: Plans, at: number): void {
    plans.close = this.#clock.at(at, phase.close, () => {
      const { agent } = plans.record
      plans.close = undefined
      this.#platform.leave(chat, chat.solver)
      if (agent !== undefined) this.#shifts.leftAChat(agent)
    })
  }

  #growImpatient(plans: Plans, at: number): void {
    if (plans.patient) return
    plans.patient = true
    const { createdAt, id, number, place, queueIndex } = plans.record
    const patience = this.#customers.patience(queueIndex, number, place)
    if (patience === Infinity) return
    this.impatient += 1
    plans.patience = this.#clock.at(Math.max(at, createdAt + patience), phase.abandon, () => {
      this.#calm(plans)
      const chat = this.#platform.chats.get(id)
      if (chat !== undefined) this.#platform.giveUp(chat)
    })
  }

  #calm(plans: Plans): void {
    if (plans.patience === undefined) return
    this.impatient -= 1
    plans.patience.cancel()
    plans.patience = undefined
  }

  #answered(plans: Plans | undefined): void {
    if (plans === undefined) return
    this.pending -= 1
    plans.answer?.cancel()
    plans.answer = undefined
  }

  #arrive(intake: Intake): void {
    if (this.#arrivalsOver) return
    const { queue } = intake
    const number = this.statistics.offered
    const place = intake.count++
    const { id, priority = 0 } = this.#scenario.queues[queue] as Scenario['queues'][number]
    const lang = this.#customers.languages(queue)[this.#customers.language(queue, number, place)] ?? ''
    const record = this.statistics.record(queue, this.#clock.now(), place)
    this.#plans.set(record, { record, patient: false })
    const customer = this.#platform.addUser({ name: `customer ${number}` })
    this.#next = record
    this.#platform.open(
      customer,
      { room: id, lang, source: 3, externalId: '' },
      { id: `c${number}`, number, priority, settle: false },
    )
    this.#next = undefined
    if (this.statistics.offered === this.#scenario.horizon.chats) this.#endArrivals()
    else this.#scheduleArrival(intake)
    if (this.#platform.settings.mode === 'search') void this.#platform.search(record.id)
    else this.#platform.settle()
  }

  #scheduleArrival(intake: Intake): void {
    const at = intake.next()
    if (at < (this.#scenario.horizon.seconds ?? Infinity)) {
      this.#clock.at(at, phase.arrive, () => this.#arrive(intake))
    } else if (--this.#openIntakes === 0) this.#endArrivals()
  }

  #endArrivals(): void {
    this.#arrivalsOver = true
    this.#completeAt = Math.max(this.#shifts.completeAt, this.#clock.now())
    this.statistics.freeze(this.#clock.now())
    this.#clock.at(this.#clock.now(), phase.tell, () => this.#lookDaily())
  }

  #lookDaily(): void {
    if (this.#over) return
    this.#lookAround()
    this.#clock.at(this.#clock.now() + day, phase.tell, () => this.#lookDaily())
  }

  /** Whether it is over: nobody is left, or nothing is under way that could ever help those who are. */
  #lookAround(): void {
    if (!this.#arrivalsOver || this.#over || this.#platform.asking > 0) return
    const nothingComes = !this.#shifts.goOn && this.#scenario.platform?.retryInterval === undefined
    const idle = this.active + this.impatient + this.pending === 0 && nothingComes
    if (this.#plans.size > 0 && !idle && !nobodyWillAct(this, this.#completeAt, this.#clock.now())) return
    this.#over = true
    this.#finished()
  }
}
