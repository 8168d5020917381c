import { Calendar, type Entry } from './calendar.ts'
import type { Clock, Timer } from './clock.ts'

/** So long at a stretch, then requests and answers have their turn. */
const stretchMs = 8
/** Timers of Node's hold no more. */
const longestMs = 2 ** 31 - 1

/**
 * The clock on the wall, so many times as fast. What is to be done is done in order and bears the time it was meant for,
 * however late the computer is, so that the world's times do not depend on how busy it is; where it cannot keep up, the
 * world falls behind the wall.
 */
export class ScaledClock implements Clock {
  readonly #speed: number
  readonly #wall: () => number
  readonly #calendar = new Calendar()
  #time = 0
  /** The wall's time at which the world's was 0, moved on by every hold. */
  #origin: number
  /** It stands still until it is started. */
  #holds = 1
  #heldAt: number
  #doing = false
  #stopped = false
  #cancelWake: () => void = () => undefined

  /** `speed`: seconds of the world in one second of the wall's; Infinity: as fast as can be. `wall`: in milliseconds. */
  constructor(speed: number, wall: () => number = () => performance.now()) {
    this.#speed = speed
    this.#wall = wall
    this.#origin = wall()
    this.#heldAt = this.#origin
  }

  /** Lets it run, at the beginning. */
  start(): void {
    this.#release()
  }

  now(): number {
    if (this.#doing || this.#holds > 0 || this.#stopped) return this.#time
    const next = this.#calendar.first?.at ?? Infinity
    const time = Math.min(this.#target(), next)
    // At no bound on the speed and with nothing to do, time stands still.
    if (time < Infinity && time > this.#time) this.#time = time
    return this.#time
  }

  at(when: number, phase: number, run: () => void): Timer {
    const entry = this.#calendar.add(Math.max(when, this.now()), phase, run)
    this.#wake()
    return { cancel: () => this.#calendar.remove(entry) }
  }

  hold(): () => void {
    if (this.#holds === 0) {
      this.now()
      this.#heldAt = this.#wall()
    }
    this.#holds += 1
    let held = true
    return () => {
      if (!held) return
      held = false
      this.#release()
    }
  }

  stop(): void {
    this.now()
    this.#stopped = true
    this.#cancelWake()
    this.#calendar.clear()
  }

  #release(): void {
    this.#holds -= 1
    if (this.#holds > 0) return
    this.#origin += this.#wall() - this.#heldAt
    this.#wake()
  }

  #target(): number {
    if (this.#speed === Infinity) return Infinity
    return ((this.#wall() - this.#origin) / 1000) * this.#speed
  }

  #wake(): void {
    if (this.#doing || this.#holds > 0 || this.#stopped) return
    this.#cancelWake()
    const next = this.#calendar.first
    if (next === undefined) return
    const waitMs = this.#speed === Infinity ? 0 : ((next.at - this.#target()) / this.#speed) * 1000
    if (waitMs <= 0) {
      const soon = setImmediate(() => this.#work())
      this.#cancelWake = () => clearImmediate(soon)
    } else {
      const later = setTimeout(() => this.#work(), Math.min(longestMs, Math.ceil(waitMs)))
      this.#cancelWake = () => clearTimeout(later)
    }
  }

  #work(): void {
    const until = this.#wall() + stretchMs
    const target = this.#target()
    while (this.#holds === 0 && !this.#stopped) {
      const next = this.#calendar.first
      if (next === undefined || next.at > target || this.#wall() > until) break
      this.#do(next)
    }
    this.#wake()
  }

  #do(entry: Entry): void {
    this.#calendar.remove(entry)
    this.#time = Math.max(this.#time, entry.at)
    this.#doing = true
    try {
      entry.run()
    } finally {
      this.#doing = false
    }
  }
}
