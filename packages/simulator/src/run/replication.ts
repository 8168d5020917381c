import type { Status, Strategy } from '@pointsman/core'
import { World, type ChatClass, type WorldAgent } from '@pointsman/world'
import { Kernel } from '../kernel/kernel.ts'
import { SimulationLedger } from '../ledger/simulation-ledger.ts'
import { Audience } from '../observe/audience.ts'
import { Statistics } from '../observe/statistics.ts'
import { hasTransfers } from '../scenario/has-transfers.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { Aftermath } from './aftermath.ts'
import { Answers } from './answers.ts'
import { Asker } from './asker.ts'
import { ChatRecords } from './chat-records.ts'
import { Customers } from './customers.ts'
import { intakes, type Intake } from './intake.ts'
import { nobodyWillAct } from './nobody-will-act.ts'
import { phase } from './phase.ts'
import { platformOf } from './platform-of.ts'
import type { ReplicationOptions } from './replication-options.ts'
import { day, presenceEdges, shiftEdges, type ShiftEdge } from './shift-edge.ts'
import type { SimulatedChat } from './simulated-chat.ts'
import { staff, type Staff } from './staff.ts'
import { Standstill } from './standstill.ts'
import { Transfers } from './transfers.ts'
import { WorkClock } from './work-clock.ts'

type Subject = SimulatedChat | Intake | ShiftEdge | typeof warmth | typeof edges

/** What the chats of a queue have in common. */
interface QueueChats {
  /** By language. */
  readonly classes: readonly ChatClass[]
  /** The only one, where there is one. */
  readonly only: ChatClass | undefined
  readonly priority: number
  /** Whether it is recorded what they are called, or whose they are. */
  readonly known: boolean
}

const warmth = { kind: 'warm' } as const
const edges = { kind: 'edges' } as const

/** One run of a scenario under a strategy: drives a world by a calendar of events and by chance. */
export class Replication {
  readonly world: World<SimulatedChat>
  readonly ledger: SimulationLedger
  readonly statistics: Statistics
  readonly #scenario: Scenario
  /** So many chats arrive, until this instant; either may be Infinity. */
  readonly #lastChat: number
  readonly #lastAt: number
  /** By queue. */
  readonly #queues: readonly QueueChats[]
  readonly #staff: Staff
  readonly #kernel: Kernel<Subject>
  readonly #customers: Customers
  readonly #aftermath: Aftermath
  readonly #asker: Asker
  /** Undefined where nobody looks on. */
  readonly #audience: Audience | undefined
  /** How many intervals online each group is in. */
  readonly #intervals: Int32Array
  readonly #records: ChatRecords
  /** Undefined where no chat is handed on. */
  readonly #transfers: Transfers | undefined
  #offered = 0
  /** Shifts begin or end at this instant, and those who are to be asked for because of it were not yet. */
  #edgesOpen = false
  /** When there were no more arrivals and everybody's shifts had begun. */
  #completeAt = -Infinity
  /** Of how many queues there are arrivals to come; none before the run is open. */
  #openIntakes = 0
  readonly #standstill = new Standstill()

  constructor(scenario: Scenario, strategy: Strategy, options: ReplicationOptions) {
    const { seed, batches = 1, observers = [], scan } = options
    const platform = platformOf(scenario.platform)
    const kernel = new Kernel<Subject>()
    this.#kernel = kernel
    this.#scenario = scenario
    this.#lastChat = scenario.horizon.chats ?? Infinity
    this.#lastAt = scenario.horizon.seconds ?? Infinity
    const audience = observers.length > 0 ? new Audience(observers) : undefined
    this.#audience = audience
    this.#staff = staff(scenario)
    const { traits, manners } = this.#staff
    const speed = scenario.concurrency?.speed ?? []
    this.#records = new ChatRecords()
    this.#customers = new Customers(scenario, seed)
    this.statistics = new Statistics({
      queues: scenario.queues.length,
      slots: traits.map(({ slots }) => slots),
      serves: (agent, queue) => traits[agent]?.queues.has(scenario.queues[queue]?.id ?? '') === true,
      horizon: scenario.horizon,
      warmup: scenario.warmup ?? { chats: 0 },
      batches,
      serviceLevelSeconds: platform.serviceLevelSeconds,
      transfers: hasTransfers(scenario),
    })
    this.#aftermath = new Aftermath({
      platform,
      kernel,
      customers: this.#customers,
      answers: new Answers(manners, platform.invitationTimeout, seed),
      work: speed.every((one) => one === 1) ? undefined : new WorkClock(traits.length, speed),
      statistics: this.statistics,
      audience,
      records: this.#records,
    })
    this.world = new World(platform, traits, this.#aftermath)
    this.ledger = new SimulationLedger(this.world.agents)
    this.#queues = scenario.queues.map(({ id, priority = 0 }, queue) => {
      const classes = this.#customers.languages(queue).map((language) => this.world.chatClass(id, language))
      const only = classes.length === 1 ? classes[0] : undefined
      return { classes, only, priority, known: this.#customers.areKnown(queue) }
    })
    this.#transfers = hasTransfers(scenario) ? new Transfers(scenario, this.world, seed) : undefined
    // Whom questions and answers do not concern costs none of the work of telling them.
    const heeds = observers.some(({ asked, answered }) => asked !== undefined || answered !== undefined)
    this.#asker = new Asker(strategy, this.world, this.ledger, heeds ? audience : undefined, { scan, seed })
    this.#aftermath.attach(this.#asker.memory, this.#asker.decider)
    this.#intervals = new Int32Array(scenario.agents.length)
    this.#open(seed)
  }

  /** Chats offered so far. */
  get offered(): number {
    return this.#offered
  }

  /** Chats that are not over. */
  get present(): number {
    return this.#records.present
  }

  get time(): number {
    return this.#kernel.time
  }

  /** Plays so many events more; answers whether the run is over. Throws an EndlessOffer where time stands still. */
  run(events: number = Infinity): boolean {
    // Arrivals apart from what comes after the last, which had not run yet when the engine compiles the former.
    for (let left = this.#playArrivals(events); left > 0; left--) {
      if ((this.#openIntakes === 0 && this.#isOver()) || !this.#kernel.advance()) {
        this.#leaveTheRest()
        return true
      }
      this.#play()
    }
    return false
  }

  /** Plays so many events, or until there are no more arrivals; answers how many are left to play. */
  #playArrivals(events: number): number {
    const kernel = this.#kernel
    let left = events
    while (left > 0 && this.#openIntakes > 0 && kernel.advance()) {
      this.#play()
      left -= 1
    }
    return left
  }

  /** Plays the event that was taken. */
  #play(): void {
    const kernel = this.#kernel
    this.#standstill.look(kernel.time)
    // What happens to every chat, apart from what happens to some.
    if (kernel.phase === phase.arrive) this.#arrive(kernel.subject as Intake)
    else if (kernel.phase === phase.close) this.#close(kernel.subject as SimulatedChat)
    else this.#step(kernel.time, kernel.phase, kernel.subject as Subject)
  }

  #open(seed: number): void {
    this.#completeAt = 0
    this.#staff.groups.forEach(({ settings, agents }, group) => {
      const { presence, shifts = [] } = settings
      if (presence === undefined && shifts.length === 0) {
        for (const agent of agents) this.#setStatus(this.world.agents[agent] as WorldAgent, 'online', 0)
        return
      }
      for (const edge of presence === undefined ? shiftEdges(group, shifts) : presenceEdges(group, presence)) {
        this.#completeAt = Math.max(this.#completeAt, edge.first)
        this.#scheduleShift(edge)
      }
    })
    const { warmup } = this.#scenario
    if (warmup?.seconds !== undefined && warmup.seconds > 0) this.#kernel.schedule(warmup.seconds, phase.warm, warmth)
    const all = intakes(this.#scenario, seed)
    this.#openIntakes = all.length
    for (const intake of all) this.#scheduleArrival(intake)
  }

  #step(at: number, now: number, subject: Subject): void {
    const { world } = this
    switch (now) {
      case phase.accept:
      case phase.reject:
      case phase.expire: {
        const chat = subject as SimulatedChat
        chat.answering = -1
        this.#aftermath.pending -= 1
        const kind = now === phase.accept ? 'accept' : now === phase.reject ? 'reject' : 'expire'
        world.apply({ kind, chat }, at)
        break
      }
      case phase.abandon: {
        const chat = subject as SimulatedChat
        chat.patience = -1
        this.#aftermath.impatient -= 1
        world.apply({ kind: 'abandon', chat }, at)
        break
      }
      case phase.warm:
        this.statistics.warm(at)
        break
      case phase.retry:
        this.#retry(subject as SimulatedChat, at)
        break
      case phase.begun:
      case phase.gone:
        this.#edgesOpen = false
        break
      default:
        return this.#changeShift(subject as ShiftEdge, at)
    }
    this.#settle(at)
  }

  /** Asks for agents until nobody is to be asked for. */
  #settle(at: number): void {
    for (let chat = this.world.nextCall(); chat !== undefined; chat = this.world.nextCall()) {
      this.world.answer(chat, this.#asker.ask(chat, at), at)
    }
  }

  #close(chat: SimulatedChat): void {
    const at = this.#kernel.time
    const { world } = this
    const agent = chat.agent as WorldAgent
    chat.closing = -1
    const transfer = this.#transfers === undefined ? undefined : this.#transfers.next(chat)
    if (transfer === undefined) world.close(chat, at)
    else world.apply(transfer, at)
    if (agent.status === 'paused' && agent.activeChats === 0) this.#setStatus(agent, 'offline', at)
    if (world.isCalling) this.#settle(at)
  }

  #arrive(intake: Intake): void {
    if (this.#openIntakes === 0) return
    const at = this.#kernel.time
    const chat = this.#newChat(intake)
    if (this.#audience !== undefined) this.#audience.arrived(chat, at)
    if (this.#offered === this.#lastChat) this.#endArrivals()
    else this.#scheduleArrival(intake)
    // Between two events nobody is to be asked for, so that the chat need not take its turn.
    this.world.callAtOnce(chat)
    this.world.answer(chat, this.#asker.ask(chat, at), at)
    if (this.world.isCalling) this.#settle(at)
  }

  #newChat(intake: Intake): SimulatedChat {
    const at = this.#kernel.time
    const { queue } = intake
    const place = intake.count++
    const number = this.#offered++
    const chat = this.#records.take()
    const { classes, only, priority, known } = this.#queues[queue] as QueueChats
    const chatClass = only ?? (classes[this.#customers.language(queue, number, place)] as ChatClass)
    const recorded = known ? this.#customers.recorded(queue, place) : undefined
    if (recorded === undefined) {
      chat.renew(number, chatClass, priority)
      chat.createdAt = at
    } else chat.begin({ number, chatClass, createdAt: at, priority, ...recorded })
    // Drawn here, so that the processor can draw it beside the choice of an agent.
    chat.work = this.#customers.work(queue, number, place)
    chat.startOver(queue, this.statistics.tallyOf(queue, number, at), place)
    return chat
  }

  #scheduleArrival(intake: Intake): void {
    const at = intake.next()
    if (at < this.#lastAt) this.#kernel.schedule(at, phase.arrive, intake)
    else if (--this.#openIntakes === 0) this.#endArrivals()
  }

  #endArrivals(): void {
    this.#openIntakes = 0
    this.#completeAt = Math.max(this.#completeAt, this.#kernel.time)
    this.statistics.freeze(this.#kernel.time)
  }

  #isOver(): boolean {
    if (this.#edgesOpen) return false
    if (this.#records.present === 0) return true
    return nobodyWillAct(this.#aftermath, this.#completeAt, this.#kernel.time)
  }

  /** Counts the chats that nobody will ever take as what they are: unfinished. */
  #leaveTheRest(): void {
    const at = this.#kernel.time
    for (const { line } of this.world.roster.classes) {
      for (let chat = line.first; chat !== undefined; chat = chat.next) {
        this.statistics.ended(chat as SimulatedChat, -1, at)
      }
    }
    for (const { invitedTo } of this.world.agents) {
      for (const chat of invitedTo) this.statistics.ended(chat as SimulatedChat, -1, at)
    }
  }

  #retry(chat: SimulatedChat, at: number): void {
    chat.retrying = -1
    this.world.apply({ kind: 'retry', chat }, at)
    const { number } = chat
    this.#settle(at)
    // Where nobody was there to be asked, or nobody was named, the chat waits for the next time.
    if (chat.state === 'waiting' && chat.number === number) this.#aftermath.retryLater(chat, at)
  }

  #changeShift(edge: ShiftEdge, at: number): void {
    const { group, begins } = edge
    // Whose shifts begin or end at one instant come or go together, whoever is first in the scenario.
    if (!this.#edgesOpen) this.#kernel.schedule(at, begins ? phase.begun : phase.gone, edges)
    this.#edgesOpen = true
    const { agents } = this.#staff.groups[group] as Staff['groups'][number]
    const intervals = (this.#intervals[group] as number) + (begins ? 1 : -1)
    this.#intervals[group] = intervals
    edge.day += 1
    if (edge.daily) this.#scheduleShift(edge)
    if (intervals !== (begins ? 1 : 0)) return
    for (const index of agents) {
      const agent = this.world.agents[index] as WorldAgent
      this.#setStatus(agent, begins ? 'online' : agent.activeChats > 0 ? 'paused' : 'offline', at)
    }
  }

  #scheduleShift(edge: ShiftEdge): void {
    const now = edge.begins ? phase.shiftBegins : phase.shiftEnds
    this.#kernel.schedule(Math.max(0, edge.first + edge.day * day), now, edge)
  }

  #setStatus(agent: WorldAgent, status: Status, at: number): void {
    this.world.apply({ kind: 'status', agent, status }, at)
    if (this.#audience !== undefined) this.#audience.status(agent, at)
  }
}
