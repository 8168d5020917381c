import { Calendar } from './calendar.ts'
import type { Clock, Timer } from './clock.ts'

/** A clock that goes on when it is told to. */
export class ManualClock implements Clock {
  readonly #calendar = new Calendar()
  #time = 0
  #holds = 0

  now(): number {
    return this.#time
  }

  at(when: number, phase: number, run: () => void): Timer {
    const entry = this.#calendar.add(Math.max(when, this.#time), phase, run)
    return { cancel: () => this.#calendar.remove(entry) }
  }

  hold(): () => void {
    this.#holds += 1
    return () => void (this.#holds -= 1)
  }

  stop(): void {
    this.#calendar.clear()
  }

  /** Whether somebody wants it to stand still. */
  get held(): boolean {
    return this.#holds > 0
  }

  /** Goes on to a time, doing what is to be done by then; stops where somebody holds it. */
  goTo(time: number): void {
    for (;;) {
      const next = this.#calendar.first
      if (this.held) return
      if (next === undefined || next.at > time) break
      this.#calendar.remove(next)
      this.#time = next.at
      next.run()
    }
    this.#time = Math.max(this.#time, time)
  }

  /** Does the next thing to be done; false where there is none, or somebody holds the clock. */
  step(): boolean {
    const next = this.#calendar.first
    if (this.held || next === undefined) return false
    this.goTo(next.at)
    return true
  }
}
