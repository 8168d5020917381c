import type { AgentId, ChatId, Fact, Instant, Request } from '@pointsman/core'

/** Somebody was named for a chat. */
export interface Naming<Stakes> {
  readonly chat: ChatId
  readonly agent: AgentId
  readonly at: Instant
  readonly stakes: Stakes
}

/** What came of a naming: not accepted, or accepted and handled for so long. */
export interface Outcomes<Stakes> {
  answered(naming: Naming<Stakes>, accepted: boolean): void
  handled(naming: Naming<Stakes>, seconds: number): void
}

interface Open<Stakes> {
  readonly naming: Naming<Stakes>
  acceptedAt: Instant | undefined
}

/** What nothing is heard of for so long stays unknown; memory is bounded by the chats of a day. */
const memorySeconds = 86_400

/** Follows each naming to its outcome, by the facts and by what later requests for the chat say. */
export class Namings<Stakes> {
  /** Acceptances that were seen, of anybody. */
  acceptances = 0
  readonly #outcomes: Outcomes<Stakes>
  /** By chat, the longest named first. */
  readonly #open = new Map<ChatId, Open<Stakes>>()

  constructor(outcomes: Outcomes<Stakes>) {
    this.#outcomes = outcomes
  }

  named(naming: Naming<Stakes>): void {
    this.#open.set(naming.chat, { naming, acceptedAt: undefined })
    for (const [chat, { naming: oldest }] of this.#open) {
      if (naming.at - oldest.at <= memorySeconds) break
      this.#open.delete(chat)
    }
  }

  /** A chat that is asked for has nobody: whoever was named has not accepted it, or has it no more. */
  asked({ chat, at }: Request): void {
    this.#end(chat.id, at)
  }

  learn(fact: Fact): void {
    if (fact.kind === 'accepted') this.acceptances++
    const open = this.#open.get(fact.chat)
    if (open === undefined) return
    const { naming } = open
    switch (fact.kind) {
      case 'accepted':
        if (open.acceptedAt !== undefined) return
        if (fact.agent === naming.agent) {
          open.acceptedAt = fact.at
          this.#outcomes.answered(naming, true)
        } else this.#end(fact.chat, fact.at)
        return
      case 'refused':
      case 'unanswered':
      case 'left':
        if (fact.agent === naming.agent) this.#end(fact.chat, fact.at)
        return
      case 'transferred':
      case 'closed':
        // Without acceptances on record nobody knows whether it was accepted before.
        if (open.acceptedAt === undefined && this.acceptances === 0) this.#open.delete(fact.chat)
        else this.#end(fact.chat, fact.at)
        return
      default:
    }
  }

  #end(chat: ChatId, at: Instant): void {
    const open = this.#open.get(chat)
    if (open === undefined) return
    this.#open.delete(chat)
    const { naming, acceptedAt } = open
    if (acceptedAt === undefined) this.#outcomes.answered(naming, false)
    else this.#outcomes.handled(naming, Math.max(0, at - acceptedAt))
  }
}
