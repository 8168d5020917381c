/**
 * How fast chats go on, by agent, where the speed of each depends on how many the agent holds. An agent's work clock runs at
 * that speed; a chat is done when the clock shows its work more than when it began, so that every change of speed rescales
 * what remains, exactly.
 */
export class WorkClock {
  readonly #speed: readonly number[]
  readonly #shows: Float64Array
  readonly #at: Float64Array
  readonly #held: Int32Array

  /** `speed[n − 1]` for n chats; the last value holds beyond. */
  constructor(agents: number, speed: readonly number[]) {
    this.#speed = speed
    this.#shows = new Float64Array(agents)
    this.#at = new Float64Array(agents)
    this.#held = new Int32Array(agents)
  }

  /** The agent holds so many chats from now on. Answers whether the speed changed. */
  hold(agent: number, chats: number, at: number): boolean {
    const before = this.#speedOf(this.#held[agent] as number)
    this.#shows[agent] = this.shows(agent, at)
    this.#at[agent] = at
    this.#held[agent] = chats
    return this.#speedOf(chats) !== before
  }

  /** What the agent's clock shows. */
  shows(agent: number, at: number): number {
    const passed = at - (this.#at[agent] as number)
    return (this.#shows[agent] as number) + passed * this.#speedOf(this.#held[agent] as number)
  }

  /** When it will show so much if nothing changes; not before now. */
  when(agent: number, shows: number, at: number): number {
    return at + Math.max(0, shows - this.shows(agent, at)) / this.#speedOf(this.#held[agent] as number)
  }

  #speedOf(held: number): number {
    return held === 0 ? 1 : (this.#speed[Math.min(held, this.#speed.length) - 1] as number)
  }
}
