import type { Decision } from './decision.ts'
import type { Fact } from './fact.ts'
import type { AgentRecord, Ledger } from './ledger.ts'
import type { AgentId, ChatId, Instant } from './model.ts'

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
  holder: AgentId | null
  refusedBy: AgentId[]
}

interface Reservation {
  agent: AgentId
  until: Instant
}

/** A ledger as plain data, to be stored and loaded again. */
export interface LedgerDump {
  readonly turn: number
  readonly virtualTime: number
  readonly agents: readonly (readonly [AgentId, AgentRecord])[]
  readonly chats: readonly (readonly [ChatId, Readonly<ChatMemory>])[]
  readonly reserved: readonly (readonly [ChatId, Readonly<Reservation>])[]
  readonly served: readonly (readonly [string, readonly AgentId[]])[]
  readonly answers: readonly (readonly [string, { readonly at: Instant; readonly decision: Decision }])[]
}

/** What is too old is looked for so often in the time that is remembered: once a minute where that is a day. */
const sweepsInMemory = 1440

const blank: AgentRecord = Object.freeze(newAgent())

/** The ledger in memory. Bounded: chats not heard of for a day are forgotten, agents are kept. */
export class MemoryLedger implements Ledger {
  readonly #reservationSeconds: number
  readonly #memorySeconds: number
  readonly #customers: number
  readonly #agents = new Map<AgentId, MutableAgent>()
  // These four are kept in the order of time, oldest first, so that forgetting looks at the front only.
  readonly #chats = new Map<ChatId, ChatMemory>()
  readonly #reserved = new Map<ChatId, Reservation>()
  // Only agents with a reservation stand here, so that asking for the others, which are most, is quick.
  readonly #reservedBy = new Map<AgentId, number>()
  readonly #served = new Map<string, AgentId[]>()
  readonly #answers = new Map<string, { at: Instant; decision: Decision }>()
  #turn = 0
  #virtualTime = 0
  // Looking at the front of a map costs whatever was deleted there, so it is looked at only when something may be due.
  #reservationsEndAt = Number.POSITIVE_INFINITY
  #forgetAt = Number.NEGATIVE_INFINITY

  constructor(options: LedgerOptions = {}) {
    this.#reservationSeconds = options.reservationSeconds ?? 30
    this.#memorySeconds = options.memorySeconds ?? 86_400
    this.#customers = options.customers ?? 100_000
  }

  agent(id: AgentId): AgentRecord {
    return this.#agents.get(id) ?? blank
  }

  reserved(agent: AgentId): number {
    return this.#reservedBy.get(agent) ?? 0
  }

  offers(chat: ChatId): number {
    return this.#chats.get(chat)?.offers ?? 0
  }

  hasServed(customer: string, agent: AgentId): boolean {
    return this.#served.get(customer)?.includes(agent) ?? false
  }

  get reservations(): number {
    return this.#reserved.size
  }

  get virtualTime(): number {
    return this.#virtualTime
  }

  /** To whom the chat was named, if that is still open. */
  reservedFor(chat: ChatId): AgentId | undefined {
    return this.#reserved.get(chat)?.agent
  }

  /** The open reservations: chat and agent. */
  *openReservations(): Iterable<readonly [ChatId, AgentId]> {
    for (const [chat, { agent }] of this.#reserved) yield [chat, agent]
  }

  /** What the request with this id was answered before. */
  answered(requestId: string): Decision | undefined {
    return this.#answers.get(requestId)?.decision
  }

  /** Remembers an answer, so that a repeated delivery gets it again. */
  remember(requestId: string, at: Instant, decision: Decision): void {
    this.#answers.set(requestId, { at, decision })
  }

  /** Lets time pass: reservations run out, and what is too old is forgotten. */
  advance(at: Instant): void {
    if (at >= this.#reservationsEndAt) this.#endReservations(at)
    if (at < this.#forgetAt) return
    this.#forgetAt = at + this.#memorySeconds / sweepsInMemory
    const oldest = at - this.#memorySeconds
    for (const [id, answer] of this.#answers) {
      if (answer.at > oldest) break
      this.#answers.delete(id)
    }
    for (const [id, chat] of this.#chats) {
      if (chat.heardAt > oldest) break
      this.#chats.delete(id)
    }
  }

  /** Ends a reservation that nothing came of, for a caller whose own clock says that it has stood long enough. */
  expire(chat: ChatId): void {
    this.#release(chat)
  }

  /** Takes a fact in. Facts that say nothing new change nothing. */
  record(fact: Fact): void {
    const chat = this.#hear(fact.chat, fact.at)
    switch (fact.kind) {
      case 'named':
        return this.#name(fact, chat)
      case 'passed':
        return
      case 'shown':
        if (this.reservedFor(fact.chat) === fact.agent) this.#release(fact.chat)
        chat.holder ??= fact.agent
        return
      case 'accepted':
        this.#release(fact.chat)
        chat.holder = fact.agent
        this.#serve(chat.customer, fact.agent)
        return
      case 'refused':
        if (this.reservedFor(fact.chat) === fact.agent) this.#release(fact.chat)
        if (chat.holder === fact.agent) chat.holder = null
        if (chat.refusedBy.includes(fact.agent)) return
        chat.refusedBy.push(fact.agent)
        this.#known(fact.agent).refusals += 1
        return
      case 'unanswered':
        if (this.reservedFor(fact.chat) !== fact.agent) return
        this.#release(fact.chat)
        this.#known(fact.agent).unanswered += 1
        return
      case 'left':
        if (chat.holder === fact.agent) chat.holder = null
        this.#known(fact.agent).lastEndedAt = fact.at
        return
      case 'closed':
        this.#release(fact.chat)
        if (chat.holder !== null) this.#known(chat.holder).lastEndedAt = fact.at
        chat.holder = null
    }
  }

  /** Everything as plain data. */
  dump(): LedgerDump {
    return copyOf({
      turn: this.#turn,
      virtualTime: this.#virtualTime,
      agents: [...this.#agents],
      chats: [...this.#chats],
      reserved: [...this.#reserved],
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
    for (const [id, agent] of copy.agents) ledger.#agents.set(id, { ...newAgent(), ...agent })
    for (const [id, chat] of copy.chats) ledger.#chats.set(id, { ...chat, refusedBy: [...chat.refusedBy] })
    for (const [chat, reservation] of copy.reserved) ledger.#reserve(chat, { ...reservation })
    for (const [customer, agents] of copy.served) ledger.#served.set(customer, [...agents])
    for (const [id, answer] of copy.answers) ledger.#answers.set(id, answer)
    return ledger
  }

  #name(fact: Fact & { kind: 'named' }, chat: ChatMemory): void {
    this.#release(fact.chat)
    const agent = this.#known(fact.agent)
    chat.offers += 1
    chat.customer = fact.customer
    this.#turn += 1
    agent.turns += 1
    agent.lastTurn = this.#turn
    agent.lastNamedAt = fact.at
    this.#virtualTime = Math.max(this.#virtualTime, agent.finishTag)
    agent.finishTag = this.#virtualTime + 1 / fact.weight
    this.#reserve(fact.chat, { agent: fact.agent, until: fact.at + this.#reservationSeconds })
  }

  #endReservations(at: Instant): void {
    this.#reservationsEndAt = Number.POSITIVE_INFINITY
    for (const [chat, { until }] of this.#reserved) {
      if (until > at) {
        this.#reservationsEndAt = until
        return
      }
      this.#release(chat)
    }
  }

  #release(chat: ChatId): void {
    const reservation = this.#reserved.get(chat)
    if (reservation === undefined) return
    this.#reserved.delete(chat)
    const left = this.reserved(reservation.agent) - 1
    if (left === 0) this.#reservedBy.delete(reservation.agent)
    else this.#reservedBy.set(reservation.agent, left)
  }

  #reserve(chat: ChatId, reservation: Reservation): void {
    this.#reserved.set(chat, reservation)
    this.#reservationsEndAt = Math.min(this.#reservationsEndAt, reservation.until)
    this.#reservedBy.set(reservation.agent, this.reserved(reservation.agent) + 1)
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
    const chat = this.#chats.get(id) ?? { heardAt: at, customer: '', offers: 0, holder: null, refusedBy: [] }
    chat.heardAt = Math.max(at, chat.heardAt)
    this.#chats.delete(id)
    this.#chats.set(id, chat)
    return chat
  }

  #known(id: AgentId): MutableAgent {
    let agent = this.#agents.get(id)
    if (agent === undefined) this.#agents.set(id, (agent = newAgent()))
    return agent
  }
}

function newAgent(): MutableAgent {
  return {
    lastTurn: 0,
    turns: 0,
    lastNamedAt: undefined,
    lastEndedAt: undefined,
    refusals: 0,
    unanswered: 0,
    finishTag: 0,
  }
}

/** Plain data only, so a round trip through JSON is a copy; core has no `structuredClone` of its own. */
function copyOf<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T
}
