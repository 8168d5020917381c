import type { Scenario } from '../scenario/scenario.ts'
import { day, shiftEdges, type ShiftEdge } from '../run/shift-edge.ts'

/** Slots of agents who are online, and of those who went and when. */
export class OnlineSlots {
  /** Slots of all who are online. */
  open = 0
  readonly #slots: readonly number[]
  readonly #intervals: Int32Array
  /** By group, when it last went; −Infinity: it is online, or never was. */
  readonly #wentAt: Float64Array

  constructor({ agents }: Scenario) {
    this.#slots = agents.map(({ count = 1, queues, slots }) => (queues.length === 0 ? 0 : count * slots))
    this.#intervals = new Int32Array(agents.length)
    this.#wentAt = new Float64Array(agents.length).fill(-Infinity)
    for (const [group, { shifts = [] }] of agents.entries()) {
      if (shifts.length === 0) this.open += this.#slots[group] as number
    }
  }

  /** The first time of every beginning and end of a shift. */
  edges({ agents }: Scenario): readonly { readonly edge: ShiftEdge; readonly at: number }[] {
    return agents.flatMap(({ shifts = [] }, group) =>
      shiftEdges(group, shifts).map((edge) => ({ edge, at: Math.max(0, edge.first + edge.day * day) })),
    )
  }

  /** A shift begins or ends; answers when it does so again. */
  change(edge: ShiftEdge, at: number): number {
    const { begins, group } = edge
    const intervals = (this.#intervals[group] as number) + (begins ? 1 : -1)
    this.#intervals[group] = intervals
    edge.day += 1
    if (intervals === (begins ? 1 : 0)) {
      this.open += (begins ? 1 : -1) * (this.#slots[group] as number)
      this.#wentAt[group] = begins ? -Infinity : at
    }
    return edge.first + edge.day * day
  }

  /**
   * How many of the chats in progress, by when they began, rising, may be with agents who went since: at most as many with
   * each agent as they have slots, and only such as began before they went.
   */
  heldByThoseGone(begun: Iterable<number>, most: number): number {
    const gone = [...this.#wentAt.entries()].filter(([, at]) => at > -Infinity).sort(([, a], [, b]) => a - b)
    const chats = begun[Symbol.iterator]()
    let next = chats.next()
    let held = 0
    for (const [group, at] of gone) {
      for (let left = this.#slots[group] as number; left > 0 && held < most; left--) {
        if (next.done === true || next.value >= at) break
        held += 1
        next = chats.next()
      }
    }
    return held
  }
}
