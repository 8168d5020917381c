import { Stream } from '../chance/stream.ts'
import { Kernel } from '../kernel/kernel.ts'
import { Customers } from '../run/customers.ts'
import { intakes, type Intake } from '../run/intake.ts'
import type { ShiftEdge } from '../run/shift-edge.ts'
import type { Distribution } from '../scenario/distribution.ts'
import type { Extent, Scenario } from '../scenario/scenario.ts'
import { bestSpeeds } from './best-speeds.ts'
import { CustomerList, type Customer } from './customer-list.ts'
import { mostHazard } from './most-hazard.ts'
import { OnlineSlots } from './online-slots.ts'

/** Optimistic at one instant: room is made and customers come before agents go and customers leave. */
const phase = { begins: 0, done: 1, arrives: 2, ends: 3, leaves: 4 } as const

/** There is no bound where chats were recorded (`whyNoBound`), so that a chat's place in a trace tells nothing. */
const unrecorded = 0

const never: Distribution = { kind: 'never' }

/**
 * One run of the centre that is better in every way, as `pooledWait` says. A class, and nothing in it that is made for each chat
 * but the customer: a short study spends longer on compiling this than on running it, and functions made anew for each run are
 * compiled anew.
 */
export class PooledCentre {
  readonly #kernel = new Kernel<Customer | Intake | ShiftEdge>()
  readonly #customers: Customers
  readonly #slots: OnlineSlots
  /** Whether anybody has shifts. */
  readonly #shifts: boolean
  /** By queue. */
  readonly #speeds: readonly number[]
  readonly #patiences: readonly Distribution[]
  /** The highest rate at which customers leave. */
  readonly #hazard: number
  readonly #haste: Stream
  readonly #lastChat: number
  readonly #lastAt: number
  readonly #warmup: Partial<Extent>
  /** In the order in which they came. */
  readonly #waiting = new CustomerList()
  /** In the order in which they began. */
  readonly #inProgress = new CustomerList()
  /** Queues to which more chats come. */
  #coming: number
  #offered = 0
  #counted = 0
  /** Seconds. An engine keeps −0 as it keeps fractions, and 0 as a whole number until there is a fraction: then it compiles anew. */
  #waits = -0

  constructor(scenario: Scenario, seed: number) {
    const { agents, horizon, queues, warmup = { chats: 0 } } = scenario
    this.#customers = new Customers(scenario, seed)
    this.#slots = new OnlineSlots(scenario)
    this.#shifts = agents.some(({ shifts = [] }) => shifts.length > 0)
    this.#speeds = bestSpeeds(scenario)
    this.#patiences = queues.map(({ patience = never }) => patience)
    this.#hazard = Math.max(...this.#patiences.map(mostHazard))
    this.#haste = new Stream(seed, 'patience of the bound')
    this.#lastChat = horizon.chats ?? Infinity
    this.#lastAt = horizon.seconds ?? Infinity
    this.#warmup = warmup
    this.#coming = queues.length
    for (const { edge, at } of this.#slots.edges(scenario)) {
      this.#kernel.schedule(at, edge.begins ? phase.begins : phase.ends, edge)
    }
    for (const intake of intakes(scenario, seed)) this.#scheduleArrival(intake)
  }

  /** The mean wait of the chats that counted so far; NaN where none did. */
  get waitMean(): number {
    return this.#waits / this.#counted
  }

  /** Plays so many events more; answers whether it is over. */
  run(events: number): boolean {
    const kernel = this.#kernel
    for (let left = this.#playArrivals(events); left > 0; left--) {
      if ((this.#coming === 0 && this.#waiting.size === 0) || !kernel.advance()) return true
      this.#step(kernel.time, kernel.phase)
    }
    return false
  }

  /**
   * Plays so many events, or until nobody more comes; answers how many are left to play. Apart from what comes after, which had
   * not run yet when the engine compiles this.
   */
  #playArrivals(events: number): number {
    const kernel = this.#kernel
    let left = events
    while (left > 0 && this.#coming > 0 && kernel.advance()) {
      this.#step(kernel.time, kernel.phase)
      left -= 1
    }
    return left
  }

  #step(at: number, now: number): void {
    const { subject } = this.#kernel
    switch (now) {
      case phase.arrives:
        return this.#arrive(subject as Intake, at)
      case phase.done:
        this.#inProgress.remove(subject as Customer)
        return this.#begin(at)
      case phase.leaves:
        this.#waiting.remove(subject as Customer)
        this.#waits += at - (subject as Customer).cameAt
        return
      default:
        return this.#changeShift(subject as ShiftEdge, at)
    }
  }

  #scheduleArrival(intake: Intake): void {
    const at = intake.next()
    if (at < this.#lastAt) this.#kernel.schedule(at, phase.arrives, intake)
    else this.#coming -= 1
  }

  #arrive(intake: Intake, at: number): void {
    if (this.#offered === this.#lastChat) return
    const number = this.#offered++
    const { chats = 0, seconds = 0 } = this.#warmup
    if (number >= chats && at >= seconds) this.#receive(number, intake.queue, at)
    if (this.#offered === this.#lastChat) this.#coming = 0
    else this.#scheduleArrival(intake)
  }

  #receive(number: number, queue: number, at: number): void {
    this.#counted += 1
    const customer: Customer = { number, cameAt: at, begunAt: NaN, leaving: -1, before: undefined, after: undefined }
    this.#waiting.append(customer)
    this.#begin(at)
    if (customer.begunAt >= 0) return
    const until = at + this.#patience(queue, number)
    if (until < Infinity) customer.leaving = this.#kernel.schedule(until, phase.leaves, customer)
  }

  /** Begins as many chats as there is room for. */
  #begin(at: number): void {
    const waiting = this.#waiting
    const inProgress = this.#inProgress
    while (waiting.first !== undefined && this.#hasRoom()) {
      const customer = waiting.first
      waiting.remove(customer)
      this.#waits += at - customer.cameAt
      if (customer.leaving >= 0) this.#kernel.cancel(customer.leaving)
      customer.begunAt = at
      inProgress.append(customer)
      this.#kernel.schedule(at + this.#work(customer.number), phase.done, customer)
    }
  }

  #hasRoom(): boolean {
    const slots = this.#slots
    const over = this.#inProgress.size - slots.open
    if (over < 0) return true
    return this.#shifts && slots.heldByThoseGone(this.#inProgress.begun(), over + 1) > over
  }

  #changeShift(edge: ShiftEdge, at: number): void {
    const again = this.#slots.change(edge, at)
    this.#kernel.schedule(again, edge.begins ? phase.begins : phase.ends, edge)
    this.#begin(at)
  }

  /** Seconds. */
  #patience(queue: number, number: number): number {
    const hazard = this.#hazard
    if (hazard === 0) return Infinity
    const patience = this.#patiences[queue] as Distribution
    // The same customers where that can be: their own patience, shortened to that of the most impatient.
    if (patience.kind === 'exponential') {
      return this.#customers.patience(queue, number, unrecorded) / (patience.mean * hazard)
    }
    return -Math.log(this.#haste.firstFor(number)) / hazard
  }

  /** The least seconds of work that the chat would be in any queue. */
  #work(number: number): number {
    const speeds = this.#speeds
    let least = Infinity
    for (let queue = 0; queue < speeds.length; queue++) {
      const work = this.#customers.work(queue, number, unrecorded) / (speeds[queue] as number)
      if (work < least) least = work
    }
    return least
  }
}
