import type { ChatId, Instant } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'

/** A chat with an agent: when it began and ended, as far as is known, and how many chats the agent held meanwhile. */
export class Stint {
  readonly chat: ChatId
  /** When the chat was last asked for before it; NaN: never. */
  readonly askedAt: Instant
  readonly agent: AgentRecord
  /** It began after `beganLo`, and by `beganHi`; the same where that is known. −Infinity: before the recording. */
  readonly beganLo: number
  readonly beganHi: number
  /** When it was first seen: one that was over by then would not have been. The same as `beganHi` where an event told. */
  readonly shownAt: number
  /** How many chats the agent held when it was first seen. */
  readonly firstLevel: number
  /** Seconds at each level while it was seen: from `beganHi` to `endedLo`. Until it ends, what the agent's clocks showed. */
  exposure: readonly number[]
  /** It was still there at `endedLo`, and no longer at `endedHi`; Infinity: nothing tells. */
  endedLo: number
  endedHi: number = Infinity
  /** How many chats the agent held when it was last seen. */
  lastLevel: number
  open: boolean = true

  constructor(
    chat: { readonly id: ChatId; readonly lastAskedAt: Instant },
    agent: AgentRecord,
    began: readonly [number, number],
    shownAt: number,
    level: number,
  ) {
    this.chat = chat.id
    this.askedAt = chat.lastAskedAt
    this.agent = agent
    this.beganLo = began[0]
    this.beganHi = began[1]
    this.shownAt = shownAt
    this.endedLo = began[1]
    this.firstLevel = level
    this.lastLevel = level
    this.exposure = agent.clocks.slice()
  }

  /** Whether it is known when it began. */
  get beganExactly(): boolean {
    return this.beganLo === this.beganHi
  }

  /** It was there at least until `at`: what the agent's clocks have shown since it began. */
  settle(at: number, level: number): void {
    const { agent, exposure } = this
    const spent = agent.clocks.slice()
    for (let one = 0; one < exposure.length; one++) {
      spent[one] = (spent[one] as number) - (exposure[one] as number)
    }
    this.open = false
    this.endedLo = Math.max(this.beganHi, at)
    this.lastLevel = level
    const beyond = agent.clockAt - this.endedLo
    if (beyond > 0 && level < spent.length) spent[level] = Math.max(0, (spent[level] as number) - beyond)
    this.exposure = spent
  }

  /** It is known when it ended. */
  release(at: number): void {
    const { agent } = this
    agent.run(at)
    this.settle(at, agent.held.size)
    this.endedHi = at
    agent.held.delete(this.chat)
    agent.listing = undefined
  }
}
