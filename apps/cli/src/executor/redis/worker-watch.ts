import type { Presence } from './presence.ts'

/** Looks who is there to do the work of a run, and says so where that is nobody. */
export class WorkerWatch {
  readonly #presence: Presence
  readonly #program: string
  readonly #shown: string
  readonly #say: (line: string) => void
  readonly #told = new Set<string>()
  /** Looks in a row at which nobody was there. */
  #nobody = 0
  #looks = 0

  constructor(presence: Presence, program: string, shown: string, say: (line: string) => void) {
    this.#presence = presence
    this.#program = program
    this.#shown = shown
    this.#say = say
  }

  /** Says that the run is there, and answers how many threads are there for it. To be done every few seconds. */
  async look(): Promise<number> {
    await this.#presence.announce()
    const workers = await this.#presence.all('workers')
    for (const { program, host, pid } of workers) {
      if (program === this.#program || this.#told.has(program)) continue
      this.#told.add(program)
      this.#say(
        `the worker on ${host} (process ${pid}) is another version and takes none of these jobs: ` +
          `it is ${program}; this is ${this.#program}`,
      )
    }
    const ours = workers.filter(({ program }) => program === this.#program)
    this.#nobody = ours.length === 0 ? this.#nobody + 1 : 0
    this.#looks += 1
    // After a restart of Redis workers take some seconds to say again that they are there.
    if (this.#nobody === (this.#looks === 1 ? 1 : 3))
      this.#say(`no worker of this version is there: waiting for pointsman worker --redis ${this.#shown}`)
    return ours.reduce((sum, { threads }) => sum + threads, 0)
  }

  async end(): Promise<void> {
    // Without a connection, silence tells the same.
    await Promise.race([this.#presence.leave(), new Promise((resolve) => setTimeout(resolve, 1000).unref())])
  }
}
