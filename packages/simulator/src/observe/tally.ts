import type { SimulatedChat } from '../run/simulated-chat.ts'
import { Sample } from './sample.ts'

/** Sums over chats that are over, of one queue and one batch. */
export class Tally {
  offered = 0
  attended = 0
  abandoned = 0
  lost = 0
  unfinished = 0
  wait = 0
  waitAttended = 0
  inTime = 0
  invitations = 0
  refusals = 0
  expiries = 0
  handle = 0
  sojourn = 0
  /** Times that a chat was handed on. */
  transfers = 0
  /** The waits above 0. */
  readonly waits: Sample
  /** Chats attended by agent, those handed on too, by the agent's index. */
  readonly byAgent: Int32Array
  readonly #serviceLevelSeconds: number

  /** Waits are kept one by one up to `exactUpTo`. */
  constructor(agents: number, serviceLevelSeconds: number, exactUpTo: number) {
    this.waits = new Sample(exactUpTo)
    this.byAgent = new Int32Array(agents)
    this.#serviceLevelSeconds = serviceLevelSeconds
  }

  /** An agent handed a chat on. */
  handedOn(agent: number): void {
    this.transfers += 1
    this.byAgent[agent] = (this.byAgent[agent] as number) + 1
  }

  /** Counts a chat that is over, or that was left when the run ended. */
  add(chat: SimulatedChat, agent: number, at: number): void {
    const { attempts, createdAt, state, transfers } = chat
    this.offered += 1
    this.invitations += attempts
    // Whose first invitation was taken has none, and is most often far in memory from where these are kept.
    if (attempts > 1 || state !== 'closed') {
      this.refusals += chat.refusals
      this.expiries += chat.expiries
    }
    let wait = (transfers === 0 ? at : chat.firstAttendedAt) - createdAt
    if (state === 'closed') {
      const { attendedAt } = chat
      if (transfers === 0) wait = attendedAt - createdAt
      this.attended += 1
      this.waitAttended += wait
      this.handle += transfers === 0 ? at - attendedAt : at - attendedAt + chat.handled
      if (wait <= this.#serviceLevelSeconds) this.inTime += 1
      this.byAgent[agent] = (this.byAgent[agent] as number) + 1
    } else if (state === 'abandoned') this.abandoned += 1
    else if (state === 'lost') this.lost += 1
    else {
      // When it would have been over nobody knows.
      this.unfinished += 1
      return
    }
    this.sojourn += at - createdAt
    this.wait += wait
    if (wait > 0) this.waits.add(wait)
  }
}
