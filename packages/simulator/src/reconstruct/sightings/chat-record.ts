import type { AgentId, Chat, ChatId, QueueId } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'
import type { ChatColumns } from './chat-columns.ts'
import { KeptStint } from './kept-stint.ts'
import type { OpenStint } from './open-stint.ts'
import type { Signs } from './signs.ts'
import type { Stint } from './stint.ts'

/** What a recording told of one chat so far, read off its row and written there. Instants are Unix seconds; NaN: not known. */
export class ChatRecord {
  readonly row: number
  readonly #columns: ChatColumns

  constructor(columns: ChatColumns, row: number) {
    this.#columns = columns
    this.row = row
  }

  get id(): ChatId {
    return this.#columns.ids.text(this.row)
  }

  get queue(): QueueId {
    return textOf(this.#columns.names, this.#columns.queue.get(this.row))
  }

  get language(): string {
    return textOf(this.#columns.names, this.#columns.language.get(this.row))
  }

  get customer(): string {
    return textOf(this.#columns.customers, this.#columns.customer.get(this.row))
  }

  get priority(): number {
    return this.#columns.priority.get(this.row)
  }

  /** Known where it had been asked for before, and where an event told. */
  get createdAt(): number {
    return this.#columns.createdAt.get(this.row)
  }

  get firstAskedAt(): number {
    return this.#columns.firstAskedAt.get(this.row)
  }

  /** It had been asked for before the recording, or in a stretch that the recording misses. */
  get askedBefore(): boolean {
    return this.#columns.askedBefore.get(this.row) === 1
  }

  /** Requests for an agent; 0: only seen in somebody's hands. */
  get asks(): number {
    return this.#columns.asks.get(this.row)
  }

  get lastAskedAt(): number {
    return this.#columns.lastAskedAt.get(this.row)
  }

  /** Whether somebody listed could have taken it when it was last asked for. */
  get takable(): boolean {
    return this.#columns.takable.get(this.row) === 1
  }

  /** When it was last known to wait: asked for, or with an invitation out. */
  get waitingAt(): number {
    return this.#columns.waitingAt.get(this.row)
  }

  set waitingAt(at: number) {
    this.#columns.waitingAt.set(this.row, at)
  }

  /** The first snapshot after it was last known to wait; Infinity: there was none. */
  get lookedAt(): number {
    return this.#columns.lookedAt.get(this.row)
  }

  set lookedAt(at: number) {
    this.#columns.lookedAt.set(this.row, at)
  }

  /** By then it no longer waited, or it would have been asked for before another chat; Infinity: nothing tells. */
  get goneBy(): number {
    return this.#columns.goneBy.get(this.row)
  }

  set goneBy(at: number) {
    this.#columns.goneBy.set(this.row, at)
  }

  /** Whose invitation was out when somebody looked, since it was last asked for. */
  get invitee(): AgentRecord | undefined {
    return this.#columns.agents[this.#columns.invitee.get(this.row)]
  }

  invites(agent: AgentRecord<OpenStint>): void {
    this.#columns.agents[agent.ordinal] = agent
    this.#columns.invitee.set(this.row, agent.ordinal)
  }

  /** Whom the journal says was named when it was last asked for. */
  get answer(): AgentId | undefined {
    const number = this.#columns.answer.get(this.row)
    return number < 0 ? undefined : this.#columns.agentIds.text(number)
  }

  /** Whom the payloads say were invited so far, in that order. */
  get invited(): readonly AgentId[] {
    return this.#columns.invited.of(this.row).map((number) => this.#columns.agentIds.text(number))
  }

  get invitedCount(): number {
    return this.#columns.invited.length(this.row)
  }

  wasInvited(agent: AgentId): boolean {
    return this.#columns.invited.has(this.row, this.#columns.agentIds.find(agent))
  }

  addInvited(agent: AgentId): void {
    this.#columns.invited.add(this.row, this.#columns.agentIds.number(agent))
  }

  get refuserCount(): number {
    return this.#columns.refusers.length(this.row)
  }

  wasRefusedBy(agent: AgentId): boolean {
    return this.#columns.refusers.has(this.row, this.#columns.agentIds.find(agent))
  }

  addRefuser(agent: AgentId): void {
    this.#columns.refusers.add(this.row, this.#columns.agentIds.number(agent))
  }

  /** It was refused since it was last asked for: told by an event, or as who refused it is listed with it. */
  get refusedSince(): boolean {
    return this.#columns.refusedSince.get(this.row) === 1
  }

  /** When at the latest; NaN: never. */
  get refusedAt(): number {
    return this.#columns.refusedAt.get(this.row)
  }

  refusedBy(at: number): void {
    this.#columns.refusedSince.set(this.row, 1)
    this.#columns.refusedAt.set(this.row, at)
  }

  /** What shows, when it was no longer to be seen, of whoever may have been invited. */
  get signs(): Signs | undefined {
    const number = this.#columns.signs.get(this.row)
    const kind = kinds[number % 4]
    return kind === undefined ? undefined : { kind, among: Math.floor(number / 4) }
  }

  set signs(signs: Signs | undefined) {
    this.#columns.signs.set(this.row, signs === undefined ? 0 : 4 * signs.among + kinds.indexOf(signs.kind))
  }

  /** With the agent who had it first. */
  get stint(): Stint | undefined {
    const { agents, lastAskedAt, stint, stints } = this.#columns
    if (stints.get(this.row) === 0) return undefined
    if (stint.open.get(this.row) === 1) return this.openStint
    const agent = agents[stint.agent.get(this.row)] as AgentRecord
    return new KeptStint(stint, this.row, agent, lastAskedAt.get(this.row))
  }

  /** That one, while it goes on. */
  get openStint(): OpenStint | undefined {
    const { agents, stint } = this.#columns
    return stint.open.get(this.row) === 1 ? agents[stint.agent.get(this.row)]?.held.get(this.id) : undefined
  }

  /** Agents who had it. */
  get stints(): number {
    return this.#columns.stints.get(this.row)
  }

  /** An agent has it. */
  begins(agent: AgentRecord<OpenStint>): void {
    const { agents, stint, stints } = this.#columns
    const before = stints.get(this.row)
    stints.set(this.row, before + 1)
    if (before > 0) return
    agents[agent.ordinal] = agent
    stint.agent.set(this.row, agent.ordinal)
    stint.open.set(this.row, 1)
  }

  /** A stint is over. Of another agent than the first it is not kept. */
  keeps(over: OpenStint): void {
    const { lastAskedAt, stint } = this.#columns
    if (stint.open.get(this.row) === 0 || stint.agent.get(this.row) !== over.agent.ordinal) return
    stint.keep(this.row, over, lastAskedAt.get(this.row))
  }

  /** When an event said that it was over. */
  get closedAt(): number {
    return this.#columns.closedAt.get(this.row)
  }

  set closedAt(at: number) {
    this.#columns.closedAt.set(this.row, at)
  }

  /** It is asked for now; `before`: it had been before anybody recorded it. */
  asked(at: number, { answer, before, takable }: Asked): void {
    const { row } = this
    const { agentIds, stint } = this.#columns
    const again = this.#columns.asks.get(row)
    if (again === 0) {
      this.#columns.firstAskedAt.set(row, at)
      this.#columns.askedBefore.set(row, Number(before))
    }
    if (this.stints > 0 && stint.askedAt.get(row) === Infinity) stint.askedAt.set(row, this.lastAskedAt)
    this.#columns.asks.set(row, again + 1)
    this.#columns.lastAskedAt.set(row, at)
    this.#columns.goneBy.set(row, Infinity)
    this.#columns.takable.set(row, Number(takable))
    this.#columns.answer.set(row, typeof answer === 'string' ? agentIds.number(answer) : -1)
    this.#columns.invitee.set(row, -1)
    this.#columns.refusedSince.set(row, 0)
  }

  /** Takes over what a request or an event says of the chat itself. */
  describe(chat: Pick<Chat, 'queue' | 'language' | 'customer'>, priority: number, createdAt: number): void {
    const { row } = this
    const { customers, names } = this.#columns
    this.#columns.queue.set(row, names.number(chat.queue))
    this.#columns.language.set(row, names.number(chat.language))
    this.#columns.customer.set(row, chat.customer === '' ? -1 : customers.number(chat.customer))
    this.#columns.priority.set(row, priority)
    this.#columns.createdAt.set(row, createdAt)
  }
}

/** What is known of a chat when it is asked for. */
export interface Asked {
  readonly answer: AgentId | null | undefined
  readonly before: boolean
  readonly takable: boolean
}

const kinds = [undefined, 'none', 'hidden', 'covered'] as const

function textOf(texts: { text(number: number): string }, number: number): string {
  return number < 0 ? '' : texts.text(number)
}
