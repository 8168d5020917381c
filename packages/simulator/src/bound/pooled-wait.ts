import { Stream } from '../chance/stream.ts'
import { Kernel } from '../kernel/kernel.ts'
import { Customers } from '../run/customers.ts'
import { intakes } from '../run/intake.ts'
import type { ShiftEdge } from '../run/shift-edge.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { bestSpeeds } from './best-speeds.ts'
import { mostHazard } from './most-hazard.ts'
import { OnlineSlots } from './online-slots.ts'

/** Optimistic at one instant: room is made and customers come before agents go and customers leave. */
const phase = { begins: 0, done: 1, arrives: 2, ends: 3, leaves: 4 } as const

interface Customer {
  readonly kind: 'customer'
  readonly queue: number
  readonly number: number
  readonly cameAt: number
  /** Of the calendar; −1: none. */
  leaving: number
  state: 'waiting' | 'with an agent' | 'over'
}

interface Coming {
  readonly kind: 'coming'
  readonly queue: number
  readonly next: () => number
}

type Subject = Customer | Coming | ShiftEdge

/** There is no bound where chats were recorded (`whyNoBound`), so that a chat's place in a trace tells nothing. */
const unrecorded = 0

/**
 * The mean wait of one replication's customers in a centre that is better in every way: one waiting line, first come first
 * served, in front of all slots; everybody serves everything; no invitation is refused or takes time; nobody is slow. Its
 * expectation is a lower bound on the expectation of `waitMean` for every routing that does not know how long chats will
 * take or how long customers will stay, in whatever order chats are taken, where `whyNoBound` finds nothing against it.
 * NaN where no chat counts. `seed` is the replication's.
 *
 * Proof sketch, given the arrivals. Couple the k-th chat that begins here with the k-th that begins there: (1) their work.
 * What is drawn here for a chat is the least over the queues of a draw from each, at the best speed: stochastically no more
 * than the work of any chat there, and independent of the past, as nobody knows it. (2) Those who leave. θ is the highest
 * rate at which any customer leaves. There, a customer who leaves at a lower rate is marked so often that one of the two
 * happens at rate θ, and once marked waits for nothing and may still be attended. Here everybody leaves at rate θ. By
 * memorylessness it may be the same place in both lines that the clock of rate θ rings for. Then by induction, the k-th chat
 * begins here no later than there, and no more have left here: as long as no more have left, and as no fewer began, no more
 * wait here than wait unmarked there, so that whose place rings here also rings there; and when the k-th begins there, k − 1
 * began here, no more are in progress than there, so that a slot is free, and somebody waits, as no more have left. The
 * time waited has expectation (number who left or were marked) / θ, and marks only shorten it. With θ = 0 nobody leaves,
 * and the sums of waits compare directly. It is the argument by which pooling is best in G/GI/m (Kiefer and Wolfowitz 1955;
 * for impatient customers Bhattacharya and Ephremides 1991, Stochastic monotonicity properties of multiserver queues with
 * impatient customers). Shifts: chats that those who went finish take no slot of those who are there; here they are any
 * that could be, so that what is in progress here fits where it fits there. Chats of the warm-up are left out altogether.
 */
export function pooledWait(scenario: Scenario, seed: number): number {
  const { horizon, queues, warmup = { chats: 0 } } = scenario
  const kernel = new Kernel<Subject>()
  const customers = new Customers(scenario, seed)
  const slots = new OnlineSlots(scenario)
  const shifts = scenario.agents.some(({ shifts = [] }) => shifts.length > 0)
  const speeds = bestSpeeds(scenario)
  const hazard = Math.max(...queues.map(({ patience = { kind: 'never' } }) => mostHazard(patience)))
  const haste = new Stream(seed, 'patience of the bound')
  /** Began and not done, in the order in which they began, by when. */
  const inProgress = new Map<Customer, number>()
  const line: Customer[] = []
  let first = 0
  let waiting = 0
  let offered = 0
  let counted = 0
  let total = 0
  let coming = queues.length

  const stay = (queue: number, number: number): number => {
    if (hazard === 0) return Infinity
    const { patience } = queues[queue] as Scenario['queues'][number]
    // The same customers where that can be: their own patience, shortened to that of the most impatient.
    if (patience?.kind === 'exponential')
      return customers.patience(queue, number, unrecorded) / (patience.mean * hazard)
    return -Math.log(haste.at(number).next()) / hazard
  }
  const work = (number: number): number =>
    Math.min(...queues.map((_, queue) => customers.work(queue, number, unrecorded) / (speeds[queue] as number)))
  const hasRoom = (): boolean => {
    const over = inProgress.size - slots.open
    if (over < 0) return true
    return shifts && slots.open > 0 && slots.heldByThoseGone(inProgress.values(), over + 1) > over
  }
  const begin = (at: number): void => {
    while (waiting > 0 && hasRoom()) {
      const customer = line[first++] as Customer
      if (customer.state === 'over') continue
      customer.state = 'with an agent'
      waiting -= 1
      total += at - customer.cameAt
      if (customer.leaving >= 0) kernel.cancel(customer.leaving)
      inProgress.set(customer, at)
      kernel.schedule(at + work(customer.number), phase.done, customer)
    }
  }
  const schedule = (one: Coming): void => {
    const at = one.next()
    if (at < (horizon.seconds ?? Infinity)) kernel.schedule(at, phase.arrives, one)
    else coming -= 1
  }
  const arrive = ({ queue }: Coming, at: number): void => {
    const number = offered++
    if (number < (warmup.chats ?? 0) || at < (warmup.seconds ?? 0)) return
    counted += 1
    const customer: Customer = { kind: 'customer', queue, number, cameAt: at, leaving: -1, state: 'waiting' }
    line.push(customer)
    waiting += 1
    begin(at)
    if (customer.state !== 'waiting') return
    const until = at + stay(queue, number)
    if (until < Infinity) customer.leaving = kernel.schedule(until, phase.leaves, customer)
  }

  for (const { edge, at } of slots.edges(scenario)) {
    kernel.schedule(at, edge.begins ? phase.begins : phase.ends, edge)
  }
  for (const intake of intakes(scenario, seed)) {
    schedule({ kind: 'coming', queue: intake.queue, next: () => intake.next() })
  }
  while ((coming > 0 || waiting > 0) && kernel.advance()) {
    const at = kernel.time
    const subject = kernel.subject as Subject
    if (subject.kind === 'coming') {
      if (offered === horizon.chats) continue
      arrive(subject, at)
      if (offered === horizon.chats) coming = 0
      else schedule(subject)
    } else if (subject.kind === 'shift') {
      const again = slots.change(subject, at)
      kernel.schedule(again, subject.begins ? phase.begins : phase.ends, subject)
      begin(at)
    } else if (kernel.phase === phase.done) {
      subject.state = 'over'
      inProgress.delete(subject)
      begin(at)
    } else {
      subject.state = 'over'
      waiting -= 1
      total += at - subject.cameAt
    }
  }
  return total / counted
}
