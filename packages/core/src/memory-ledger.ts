import type { Decision } from './decision.ts'
import type { Fact } from './fact.ts'
import { unheardOf, type AgentRecord, type Ledger } from './ledger.ts'
import { forget } from './forget.ts'
import type { AgentId, ChatId, Instant, Request } from './model.ts'
import { PassedChats } from './passed-chats.ts'
import { RecentlyShown } from './recently-shown.ts'
import { Reservations, type Reservation } from './reservations.ts'

/** How long a ledger in memory remembers. */
export interface LedgerOptions {
  /** After this long, what was named and never seen stops counting as load. Default 30. */
  readonly reservationSeconds?: number
  /** After this long without news a chat and its answers are forgotten. Default 86,400 (a day). */
  readonly memorySeconds?: number
  /** Of how many customers it is remembered who served them; the longest unseen is forgotten first. Default 100,000. */
  readonly customers?: number
}

interface MutableAgent {
  lastTurn: number
  turns: number
  lastNamedAt: Instant | undefined
  lastEndedAt: Instant | undefined
  refusals: number
  unanswered: number
  finishTag: number
}

interface ChatMemory {
  heardAt: Instant
  customer: string
  offers: number
  /** Whom a snapshot shows with the chat, or who accepted it. */
  holder: AgentId | null
  accepted: boolean
  refusedBy: AgentId[]
}

interface Answer {
  heardAt: Instant
  decision: Decision
}

/** A ledger as plain data, to be stored and loaded again. */
export interface LedgerDump {
  readonly turn: number
  readonly virtualTime: number
  readonly agents: readonly (readonly [AgentId, AgentRecord])[]
  readonly chats: readonly (readonly [ChatId, Readonly<ChatMemory>])[]
  readonly reserved: readonly (readonly [ChatId, Readonly<Reservation>])[]
  readonly served: readonly (readonly [string, readonly AgentId[]])[]
  readonly answers: readonly (readonly [string, Readonly<Answer>])[]
}

/**
 * What is too old is looked for so often in the time that is remembered: every five minutes where that is a day. In a small
 * centre a minute brings six chats, and to reach the front of a map past all that was deleted there takes its time.
 */
const sweepsInMemory = 288

/** Shorter than whatever clocks of platforms tell apart, in seconds. */
const leastTime = 1e-6

/** The ledger in memory. Bounded: chats not heard of for a day are forgotten, agents are kept. */
export class MemoryLedger implements Ledger {
  readonly #reservationSeconds: number
  readonly #memorySeconds: number
  readonly #customers: number
  readonly #agents = new Map<AgentId, MutableAgent>()
  readonly #reservations = new Reservations()
  readonly #passed = new PassedChats()
  readonly #shown = new RecentlyShown()
  // These are kept in the order of time, oldest first, so that forgetting looks at the front only.
  readonly #chats = new Map<ChatId, ChatMemory>()
  readonly #served = new Map<string, AgentId[]>()
  readonly #answers = new Map<string, Answer>()
  #turn = 0
  #virtualTime = 0
  #forgetAt = Number.NEGATIVE_INFINITY

  constructor(options: LedgerOptions = {}) {
    this.#reservationSeconds = options.reservationSeconds ?? 30
    this.#memorySeconds = options.memorySeconds ?? 86_400
    this.#customers = options.customers ?? 100_000
  }

  agent(id: AgentId): AgentRecord {
    return this.#agents.get(id) ?? unheardOf
  }

  reserved(agent: AgentId): number {
    const open = this.#reservations.of(agent)
    return this.#shown.most === 0 ? open : open + this.#shown.missing(agent)
  }

  offers(chat: ChatId): number {
    return this.#chats.get(chat)?.offers ?? 0
  }

  hasServed(customer: string, agent: AgentId): boolean {
    return this.#served.get(customer)?.includes(agent) ?? false
  }

  get mostReserved(): number {
    return this.#reservations.most + this.#shown.most
  }

  /**
   * From here on, until another request is heeded, reservations are told as this one has to read them: a chat that a
   * newer snapshot has shown already, and this one's does not, is still to be counted.
   */
  heed(request: Request): void {
    this.#shown.heed(request)
  }

  /** How many chats are out of sight: named, or passed, and not shown with anybody since. */
  get outOfSight(): number {
    return this.#reservations.size + this.#passed.size
  }

  /** Whether the chat was named to somebody, or passed, and was not shown with anybody since. */
  isOutOfSight(chat: ChatId): boolean {
    return this.#reservations.agentOf(chat) !== undefined || this.#passed.has(chat)
  }

  /** How many reservations are open. */
  get reservations(): number {
    return this.#reservations.size
  }

  get virtualTime(): number {
    return this.#virtualTime
  }

  /** To whom the chat was named, if that is still open. */
  reservedFor(chat: ChatId): AgentId | undefined {
    return this.#reservations.agentOf(chat)
  }

  /** Who has been offered the chat and is not known to have accepted it: whom it was named to, or shows with. */
  offeredTo(chat: ChatId): AgentId | undefined {
    const named = this.#reservations.agentOf(chat)
    if (named !== undefined) return named
    const known = this.#chats.get(chat)
    return known === undefined || known.accepted ? undefined : (known.holder ?? undefined)
  }

  /** The open reservations: chat and agent. */
  *openReservations(): Iterable<readonly [ChatId, AgentId]> {
    for (const [chat, { agent }] of this.#reservations.entries()) yield [chat, agent]
  }

  /** What the request with this id was answered before. */
  answered(requestId: string): Decision | undefined {
    return this.#answers.get(requestId)?.decision
  }

  /** Remembers an answer, so that a repeated delivery gets it again. */
  remember(requestId: string, at: Instant, decision: Decision): void {
    this.#answers.set(requestId, { heardAt: at, decision })
  }

  /** Lets time pass: reservations run out, and what is too old is forgotten. */
  advance(at: Instant): void {
    this.#reservations.runOut(at, this.#reservationSeconds)
    this.#passed.runOut(at, this.#reservationSeconds)
    this.#shown.forget(at)
    const every = this.#memorySeconds / sweepsInMemory
    if (at < this.#forgetAt && this.#forgetAt - at <= every) return
    this.#forgetAt = at + every
    forget(this.#answers, at, this.#memorySeconds)
    forget(this.#chats, at, this.#memorySeconds)
  }

  /** Ends a reservation that nothing came of, for a caller whose own clock says that it has stood long enough. */
  expire(chat: ChatId): void {
    this.#reservations.release(chat)
  }

  /** Takes a fact in. Facts that say nothing new change nothing. */
  record(fact: Fact): void {
    const chat = this.#hear(fact.chat, fact.at)
    switch (fact.kind) {
      case 'arrived':
        if (fact.customer !== '') chat.customer = fact.customer
        return
      case 'named':
        return this.#name(fact, chat)
      case 'passed':
        chat.customer = fact.customer
        this.#passed.add(fact.chat, fact.at + this.#reservationSeconds)
        return
      case 'shown':
        this.#arrive(fact)
        if (!chat.accepted) chat.holder = fact.agent
        return
      case 'accepted':
        this.#arrive(fact)
        chat.holder = fact.agent
        chat.accepted = true
        this.#serve(chat.customer, fact.agent)
        return
      case 'refused':
        this.#shown.remove(fact.chat, fact.agent)
        if (this.reservedFor(fact.chat) === fact.agent) this.#reservations.release(fact.chat)
        if (chat.holder === fact.agent) chat.holder = null
        if (chat.refusedBy.includes(fact.agent)) return
        chat.refusedBy.push(fact.agent)
        this.#known(fact.agent).refusals += 1
        return
      case 'unanswered':
        this.#shown.remove(fact.chat, fact.agent)
        if (this.reservedFor(fact.chat) === fact.agent) this.#reservations.release(fact.chat)
        else if (chat.holder !== fact.agent || chat.accepted) return
        chat.holder = null
        this.#known(fact.agent).unanswered += 1
        return
      case 'left':
        this.#shown.remove(fact.chat, fact.agent)
        if (this.reservedFor(fact.chat) === fact.agent) this.#reservations.release(fact.chat)
        // Customers leave too, and are none of our agents.
        if (chat.holder !== fact.agent) return
        chat.holder = null
        chat.accepted = false
        this.#end(fact.agent, fact.at)
        return
      case 'transferred':
      case 'closed':
        this.#shown.remove(fact.chat)
        this.#passed.delete(fact.chat)
        this.#reservations.release(fact.chat)
        if (chat.holder !== null) this.#end(chat.holder, fact.at)
        chat.holder = null
        chat.accepted = false
    }
  }

  /** Everything as plain data. */
  dump(): LedgerDump {
    return copyOf({
      turn: this.#turn,
      virtualTime: this.#virtualTime,
      agents: [...this.#agents],
      chats: [...this.#chats],
      reserved: [...this.#reservations.entries()],
      served: [...this.#served],
      answers: [...this.#answers],
    })
  }

  /** A ledger that remembers what the dump says. */
  static from(dump: LedgerDump, options: LedgerOptions = {}): MemoryLedger {
    const ledger = new MemoryLedger(options)
    const copy = copyOf(dump)
    ledger.#turn = copy.turn
    ledger.#virtualTime = copy.virtualTime
    for (const [id, agent] of copy.agents) ledger.#agents.set(id, { ...unheardOf, ...agent })
    for (const [id, chat] of copy.chats) ledger.#chats.set(id, { ...chat, refusedBy: [...chat.refusedBy] })
    for (const [chat, reservation] of copy.reserved) ledger.#reservations.reserve(chat, { ...reservation })
    for (const [customer, agents] of copy.served) ledger.#served.set(customer, [...agents])
    for (const [id, answer] of copy.answers) ledger.#answers.set(id, answer)
    return ledger
  }

  /**
   * What was named, or passed and then given away by the platform, came to somebody. What we were never asked about, or knew
   * with them before, is nothing to be remembered for older snapshots.
   */
  #arrive({ kind, at, chat, agent }: Fact & { kind: 'shown' | 'accepted' }): void {
    // A snapshot of the same second may be the younger of the two. One that shows the chat was overtaken for certain by
    // those that do not; an event says no more than that the platform knew then, and snapshots of then may know it, too.
    const seenAt = kind === 'shown' ? at : at - leastTime
    if (this.isOutOfSight(chat)) this.#shown.add(chat, agent, seenAt)
    this.#passed.delete(chat)
    this.#reservations.release(chat)
  }

  #name(fact: Fact & { kind: 'named' }, chat: ChatMemory): void {
    this.#shown.remove(fact.chat)
    this.#passed.delete(fact.chat)
    const agent = this.#known(fact.agent)
    chat.offers += 1
    chat.customer = fact.customer
    this.#turn += 1
    agent.turns += 1
    agent.lastTurn = this.#turn
    agent.lastNamedAt = Math.max(agent.lastNamedAt ?? fact.at, fact.at)
    chat.holder = null
    chat.accepted = false
    this.#virtualTime = Math.max(this.#virtualTime, agent.finishTag)
    agent.finishTag = this.#virtualTime + 1 / fact.weight
    this.#reservations.reserve(fact.chat, { agent: fact.agent, until: fact.at + this.#reservationSeconds })
  }

  /** Events may come late: an end never goes back. */
  #end(id: AgentId, at: Instant): void {
    const agent = this.#known(id)
    agent.lastEndedAt = Math.max(agent.lastEndedAt ?? at, at)
  }

  #serve(customer: string, agent: AgentId): void {
    if (customer === '') return
    const agents = this.#served.get(customer) ?? []
    if (!agents.includes(agent)) agents.push(agent)
    this.#served.delete(customer)
    this.#served.set(customer, agents)
    if (this.#served.size <= this.#customers) return
    for (const longestUnseen of this.#served.keys()) return void this.#served.delete(longestUnseen)
  }

  #hear(id: ChatId, at: Instant): ChatMemory {
    const chat = this.#chats.get(id) ?? {
      heardAt: at,
      customer: '',
      offers: 0,
      holder: null,
      accepted: false,
      refusedBy: [],
    }
    chat.heardAt = Math.max(at, chat.heardAt)
    this.#chats.delete(id)
    this.#chats.set(id, chat)
    return chat
  }

  #known(id: AgentId): MutableAgent {
    let agent = this.#agents.get(id)
    if (agent === undefined) this.#agents.set(id, (agent = { ...unheardOf }))
    return agent
  }
}

/** Plain data only, so a round trip through JSON is a copy; core has no `structuredClone` of its own. */
function copyOf<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T
}
