import type { Job } from '@pointsman/simulator'

/** One replication of a job. */
export interface Unit {
  readonly job: Job
  /** Which job, and which of its replications. */
  readonly place: number
  readonly nth: number
}

interface Open extends Unit {
  /** Who has run its strategy. */
  readonly ran: Set<object>
}

/** How far ahead of the first replication that nobody has begun one may be begun, in replications of every strategy. */
const ahead = 2

/**
 * The replications that nobody has begun. Who asks for one goes on with a strategy that they have run, if there is any near:
 * what a strategy runs through is compiled anew by each thread that runs it, which costs as much as many replications, and runs the
 * slower the more strategies it has met. Near, because of work that is cut short only those replications count that every
 * strategy has done.
 */
export class Todo {
  /** Undefined: begun. */
  readonly #units: (Open | undefined)[]
  readonly #reach: number
  #first = 0
  #left: number

  constructor(jobs: readonly Job[]) {
    const ran = new Map<string, Set<object>>()
    this.#units = jobs.flatMap((job, place) => {
      const name = JSON.stringify(job.strategy)
      const set = ran.get(name) ?? new Set()
      ran.set(name, set)
      return Array.from({ length: job.count }, (_, nth) => ({ job, place, nth, ran: set }))
    })
    this.#reach = ran.size * ahead
    this.#left = this.#units.length
  }

  /** How many nobody has begun. */
  get left(): number {
    return this.#left
  }

  /** What the one who asks is to do next; undefined where everything is begun. */
  next(who: object): Unit | undefined {
    const units = this.#units
    while (this.#first < units.length && units[this.#first] === undefined) this.#first += 1
    const near = units.slice(this.#first, this.#first + this.#reach).filter((unit) => unit !== undefined)
    const chosen = near.find(({ ran }) => ran.has(who)) ?? near.find(({ ran }) => ran.size === 0) ?? near[0]
    if (chosen === undefined) return undefined
    chosen.ran.add(who)
    this.#left -= 1
    units[units.indexOf(chosen, this.#first)] = undefined
    return chosen
  }
}
