import type { AgentId, ChatId, Fact, Request } from '@pointsman/core'
import type { Clock } from '../clock.ts'

/** What became of an agent we named. */
export type HonourOutcome = 'honoured' | 'ignored' | 'unseen'

/** So many answers in a row without one honoured are worth a warning. */
const suspicious = 10
/** So often it is looked for what was not seen in time. */
const lookEveryMs = 1000

/**
 * Watches whether the platform does what we answer. A reply of the wrong shape fails silently: the platform then applies
 * its own default. `honoured`: the chat was seen with the agent, or they refused or ignored its invitation; `ignored`:
 * it went elsewhere without them; `unseen`: no sign of either in time, which by itself proves nothing.
 */
export class HonourWatch {
  readonly #clock: Clock
  readonly #waitMs: number
  readonly #tell: (outcome: HonourOutcome) => void
  readonly #warn: () => void
  readonly #expected = new Map<ChatId, { readonly agent: AgentId; readonly until: number }>()
  #without = 0
  #nextLook = Number.NEGATIVE_INFINITY

  constructor(
    clock: Clock,
    waitSeconds: number,
    tell: (outcome: HonourOutcome) => void,
    /** Called when 10 answers in a row were ignored. */
    warn: () => void,
  ) {
    this.#clock = clock
    this.#waitMs = waitSeconds * 1000
    this.#tell = tell
    this.#warn = warn
  }

  /** We named the agent. */
  expect(chat: ChatId, agent: AgentId): void {
    const now = this.#clock.elapsed()
    if (now >= this.#nextLook) this.#giveUp(now)
    this.#expected.delete(chat)
    this.#expected.set(chat, { agent, until: now + this.#waitMs })
  }

  /** The chat is asked for again: its history says whether it ever got to the agent we named. */
  askedAgain({ chat }: Request): void {
    const expected = this.#expected.get(chat.id)
    if (expected === undefined) return
    const { agent } = expected
    const seen = chat.invited.has(agent) || chat.rejectedBy.has(agent) || chat.servedBefore.has(agent)
    this.#close(chat.id, seen ? 'honoured' : 'ignored')
  }

  learn(fact: Fact): void {
    const expected = this.#expected.get(fact.chat)
    if (expected === undefined) return
    if (fact.kind === 'refused' || fact.kind === 'left') {
      if (fact.agent === expected.agent) this.#close(fact.chat, 'honoured')
    } else if (fact.kind === 'accepted' || fact.kind === 'shown') {
      this.#close(fact.chat, fact.agent === expected.agent ? 'honoured' : 'ignored')
    } else if (fact.kind === 'closed' || fact.kind === 'transferred') {
      this.#close(fact.chat, 'unseen')
    }
  }

  #giveUp(now: number): void {
    this.#nextLook = now + lookEveryMs
    for (const [old, { until }] of this.#expected) {
      if (until > now) break
      this.#close(old, 'unseen')
    }
  }

  #close(chat: ChatId, outcome: HonourOutcome): void {
    this.#expected.delete(chat)
    this.#tell(outcome)
    if (outcome === 'honoured') this.#without = 0
    if (outcome !== 'ignored') return
    this.#without += 1
    if (this.#without % suspicious === 0) this.#warn()
  }
}
