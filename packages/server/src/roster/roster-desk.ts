import type { AgentId, ChatId } from '@pointsman/core'
import type { RosterAgent } from './roster-agent.ts'
import type { RosterEvent } from './roster-event.ts'
import type { Roster, RosterRow } from './roster.ts'

/** Where it is said how things stand with a roster's agents, so that the ledger and the journal hear of it, too. */
export class RosterDesk {
  readonly #roster: Roster
  readonly #tell: (event: RosterEvent) => Promise<void>
  /** Seconds since 1970. */
  readonly #now: () => number

  constructor(roster: Roster, tell: (event: RosterEvent) => Promise<void>, now: () => number) {
    this.#roster = roster
    this.#tell = tell
    this.#now = now
  }

  rows(): readonly RosterRow[] {
    return this.#roster.rows()
  }

  /** Other agents take their place; whoever stays keeps chats and status. */
  replace(agents: readonly RosterAgent[]): void {
    this.#roster.replace(agents)
  }

  /** The agent comes, pauses or goes; false where there is no such agent. */
  async setStatus(id: AgentId, status: RosterAgent['status']): Promise<boolean> {
    if (!this.#roster.setStatus(id, status)) return false
    await this.#roster.kept()
    return true
  }

  /** The chat is over; false where nobody has it. */
  async end(chat: ChatId): Promise<boolean> {
    const at = this.#now()
    const agent = this.#roster.end(chat, at)
    if (agent === undefined) return false
    await this.#roster.kept()
    await this.#tell({ trigger: 'chats:close', chat, agent, at })
    return true
  }
}
