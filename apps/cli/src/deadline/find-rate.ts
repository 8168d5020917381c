import type { Load } from './open-loop.ts'

/** Between which rates the webhook stops keeping up. */
export interface RateHeadroom {
  /** The highest rate that was held, and below every one that was not; null: none was. */
  readonly heldPerSecond: number | null
  /** The lowest rate that was not held; null: every one was. */
  readonly crossedPerSecond: number | null
}

const first = 16
const highest = 16_384
const lowest = 1
/** How often the bracket is cut in two. */
const cuts = 3

/**
 * Raises the rate until it is not held: the rates that are given, or 16 a second and twice as many each time (half as many,
 * where 16 are too many), then closer in between. A rate that is not held is one at which p99.9 crosses the deadline, given time: what is not answered waits,
 * and more comes.
 */
export async function findRate(
  given: readonly number[] | undefined,
  load: (perSecond: number) => Promise<Load | undefined>,
): Promise<{ readonly loads: readonly Load[]; readonly headroom: RateHeadroom }> {
  const search = new Search(load)
  if (given === undefined) {
    await search.rise(first)
    await search.fall(first / 2)
    await search.narrow()
  } else {
    for (const rate of [...given].sort((a, b) => a - b)) if ((await search.ask(rate)) !== 'held') break
  }
  return { loads: search.loads, headroom: { heldPerSecond: search.held, crossedPerSecond: search.crossed } }
}

/** What is known so far; `stopped`: nothing more can be known. */
class Search {
  readonly loads: Load[] = []
  held: number | null = null
  crossed: number | null = null
  readonly #load: (perSecond: number) => Promise<Load | undefined>

  constructor(load: (perSecond: number) => Promise<Load | undefined>) {
    this.#load = load
  }

  async ask(perSecond: number): Promise<'held' | 'crossed' | 'stopped'> {
    const done = await this.#load(perSecond)
    if (done === undefined) return 'stopped'
    this.loads.push(done)
    if (done.held) this.held = Math.max(this.held ?? 0, perSecond)
    else this.crossed = Math.min(this.crossed ?? Infinity, perSecond)
    return done.held ? 'held' : 'crossed'
  }

  async rise(from: number): Promise<void> {
    for (let rate = from; rate <= highest; rate *= 2) if ((await this.ask(rate)) !== 'held') return
  }

  /** Only where nothing was held yet. */
  async fall(from: number): Promise<void> {
    if (this.held !== null || this.crossed === null) return
    for (let rate = from; rate >= lowest; rate /= 2) if ((await this.ask(rate)) !== 'crossed') return
  }

  async narrow(): Promise<void> {
    for (let cut = 0; cut < cuts; cut++) {
      if (this.held === null || this.crossed === null) return
      if ((await this.ask(Number(Math.sqrt(this.held * this.crossed).toPrecision(2)))) === 'stopped') return
    }
  }
}
