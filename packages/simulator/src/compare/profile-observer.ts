import type { Instant } from '@pointsman/core'
import type { WorldAgent, WorldChat } from '@pointsman/world'
import type { Observer } from '../observe/observer.ts'
import { platformOf } from '../run/platform-of.ts'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { periodOf } from './period-of.ts'
import { binOf, profileEdges } from './profile-edges.ts'
import type { Profile } from './profile.ts'

/** How many slices a period has: half hours of a day. */
const slices = 48

/** Counts how the chats that count waited, and when they came. */
export class ProfileObserver implements Observer {
  readonly #period: number
  readonly #serviceLevelSeconds: number
  readonly #counts = new Float64Array(profileEdges.length + 1)
  readonly #offered = new Float64Array(slices)
  readonly #inTime = new Float64Array(slices)
  readonly #abandoned = new Float64Array(slices)
  readonly #waited = new Float64Array(slices)

  constructor(scenario: Scenario) {
    this.#period = periodOf(scenario)
    this.#serviceLevelSeconds = platformOf(scenario.platform).serviceLevelSeconds
  }

  ended(chat: WorldChat, _agent: WorldAgent | undefined, at: Instant): void {
    const { attendedAt, createdAt, firstAttendedAt, state, tally, transfers } = chat as SimulatedChat
    if (tally < 0) return
    const wait = (transfers > 0 ? firstAttendedAt : state === 'closed' ? attendedAt : at) - createdAt
    const bin = binOf(wait)
    const slice = Math.min(slices - 1, Math.floor(((createdAt % this.#period) / this.#period) * slices))
    add(this.#counts, bin, 1)
    add(this.#offered, slice, 1)
    add(this.#waited, slice, wait)
    if (state === 'abandoned') add(this.#abandoned, slice, 1)
    if (state === 'closed' && wait <= this.#serviceLevelSeconds) add(this.#inTime, slice, 1)
  }

  /** What was counted so far. */
  get profile(): Profile {
    return {
      waits: { edges: profileEdges, counts: [...this.#counts] },
      overTime: {
        period: this.#period,
        slices: Array.from(this.#offered, (offered, slice) => ({
          offered,
          withinServiceLevel: this.#inTime[slice] as number,
          abandoned: this.#abandoned[slice] as number,
          waited: this.#waited[slice] as number,
        })),
      },
    }
  }
}

function add(to: Float64Array, place: number, value: number): void {
  to[place] = (to[place] as number) + value
}
