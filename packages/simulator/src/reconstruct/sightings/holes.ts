import type { AgentRecord } from './agent-record.ts'

/** Shorter ones are not looked at. */
const shortest = 600
/** So many requests were to be expected in a hole, at the pace before it and at the pace behind it. */
const surely = 20
/** Requests by which a pace is judged. */
const window = 20

interface Pending {
  readonly from: number
  readonly to: number
  after: number
}

/**
 * Finds stretches without a request in which there should have been many. A night without anybody at work is none: in a
 * hole there is somebody at work on both sides, in the same session.
 */
export class Holes {
  readonly found: [from: number, to: number][] = []
  readonly #recent: number[] = []
  #pending: Pending | undefined

  /** A request, and who is listed in it. */
  request(at: number, listed: readonly AgentRecord[]): void {
    const recent = this.#recent
    const last = recent.at(-1)
    this.#watch(at)
    if (last !== undefined && at - last >= shortest && recent.length === window) {
      const pace = (window - 1) / Math.max(1, last - (recent[0] as number))
      if (pace * (at - last) > surely && isSameSession(listed, last)) this.#pending = { from: last, to: at, after: 0 }
    }
    recent.push(at)
    if (recent.length > window) recent.shift()
  }

  #watch(at: number): void {
    const pending = this.#pending
    if (pending === undefined) return
    const { from, to } = pending
    pending.after += 1
    if (pending.after < window) return
    this.#pending = undefined
    if ((window / Math.max(1, at - to)) * (to - from) > surely) this.found.push([from, to])
  }
}

/** Somebody listed now came before that, and has been there since. */
function isSameSession(listed: readonly AgentRecord[], before: number): boolean {
  return listed.some(({ presence }) => {
    const last = presence.stretches.at(-1)
    return last?.open === true && last.fromHi <= before
  })
}
