import type { Presence } from '../executor/redis/presence.ts'

/** Looks for runs of other versions of the program, whose jobs this worker takes none of, and says so once for each version. */
export class StrangeRuns {
  readonly #presence: Presence
  readonly #program: string
  readonly #say: (line: string) => void
  readonly #told = new Set<string>()

  constructor(presence: Presence, program: string, say: (line: string) => void) {
    this.#presence = presence
    this.#program = program
    this.#say = say
  }

  async look(): Promise<void> {
    for (const { program, host, pid } of await this.#presence.all('runs')) {
      if (program === this.#program || this.#told.has(program)) continue
      this.#told.add(program)
      this.#say(
        `a run on ${host} (process ${pid}) is another version; this worker takes none of its jobs: ` +
          `it is ${program}; this is ${this.#program}`,
      )
    }
  }
}
