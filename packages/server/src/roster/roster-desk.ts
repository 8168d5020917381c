import type { AgentId, ChatId } from '@pointsman/core'
import type { Store } from '../store/store.ts'
import type { RosterAgent } from './roster-agent.ts'
import type { Roster, RosterRow } from './roster.ts'

/** Where it is said how things stand with a roster's agents, so that the ledger hears of it, too. */
export class RosterDesk {
  readonly #roster: Roster
  readonly #store: Pick<Store, 'learn'>
  /** Seconds since 1970. */
  readonly #now: () => number

  constructor(roster: Roster, store: Pick<Store, 'learn'>, now: () => number) {
    this.#roster = roster
    this.#store = store
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
    if (this.#roster.end(chat, at) === undefined) return false
    await this.#roster.kept()
    await this.#store.learn([{ kind: 'closed', at, chat }])
    return true
  }
}
