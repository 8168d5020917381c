import type { ChatId, Instant } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'
import type { Stint } from './stint.ts'

/** A stint that goes on, until it ends. */
export class OpenStint implements Stint {
  readonly chat: ChatId
  readonly askedAt: Instant
  readonly agent: AgentRecord
  readonly beganLo: number
  readonly beganHi: number
  readonly shownAt: number
  readonly firstLevel: number
  exposure: readonly number[]
  endedLo: number
  endedHi: number = Infinity
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
