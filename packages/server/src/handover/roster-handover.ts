import type { Decision, Request } from '@pointsman/core'
import { decodeOffload, type OffloadEvent, type OffloadReading } from '@pointsman/chatlayer'
import type { Roster } from '../roster/roster.ts'
import type { RosterEvent } from '../roster/roster-event.ts'
import type { Handover, Taken } from './handover.ts'

/** What routing over a roster stands on. */
export interface RosterHandoverOptions {
  readonly roster: Roster
  readonly reading: OffloadReading
  /** Puts the question to the strategy, as if a platform had: decided in time, remembered, recorded. */
  readonly ask: (request: Request) => Promise<Decision>
  /** Has it written down; resolves when that is safe. */
  readonly tell: (event: RosterEvent) => Promise<void>
  /** Seconds since 1970. */
  readonly now: () => number
}

/** Hands conversations to the agents of a roster: pointsman is its own platform here. */
export class RosterHandover implements Handover {
  readonly #options: RosterHandoverOptions
  readonly #underWay = new Map<string, Promise<Taken>>()

  constructor(options: RosterHandoverOptions) {
    this.#options = options
  }

  async offload(event: OffloadEvent): Promise<Taken> {
    const { session } = event
    const holder = this.#options.roster.holderOf(session)
    if (holder !== undefined) return { taken: true, agent: holder }
    const underWay = this.#underWay.get(session)
    if (underWay !== undefined) return underWay
    const taking = this.#take(event).finally(() => this.#underWay.delete(session))
    this.#underWay.set(session, taking)
    return taking
  }

  /** There is nowhere to send them: who runs the roster's chats reads them where the bot's are. */
  said(): Promise<void> {
    return Promise.resolve()
  }

  async #take(event: OffloadEvent): Promise<Taken> {
    const { roster, reading, ask, now, tell } = this.#options
    const at = now()
    const chat = decodeOffload(event, reading)
    const decision = await ask(roster.requestFor(chat, at, `${event.session}@${event.at}`))
    if (decision.kind !== 'assign') return { taken: false }
    const taken = { chat: event.session, agent: decision.agent, at: now() }
    roster.take(taken.chat, taken.agent, taken.at)
    await roster.kept()
    await tell({ trigger: 'invitations:accept', ...taken })
    return { taken: true, agent: decision.agent }
  }
}
