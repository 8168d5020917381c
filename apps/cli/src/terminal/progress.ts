import { count } from './figures.ts'
import type { Surroundings } from '../surroundings.ts'

const tenth = 100_000_000n

/** Says on a terminal, ten times a second at most, how far the reading has come. Silent where there is no terminal. */
export class Progress {
  readonly #out: Surroundings['stderr']
  readonly #nanoseconds: Surroundings['nanoseconds']
  readonly #start: bigint
  #said: bigint

  constructor({ stderr, nanoseconds }: Pick<Surroundings, 'stderr' | 'nanoseconds'>) {
    this.#out = stderr
    this.#nanoseconds = nanoseconds
    this.#start = nanoseconds()
    this.#said = this.#start
  }

  /** So many requests, or other things, are done; `share` of all, from 0 to 1; 0 where it is not known. */
  reached(done: number, share: number, things: string = 'requests'): void {
    if (this.#out.isTTY !== true) return
    const now = this.#nanoseconds()
    if (now - this.#said < tenth) return
    this.#said = now
    const seconds = Number(now - this.#start) / 1e9
    const left = Math.ceil((seconds * (1 - share)) / share)
    const far = share > 0 ? `, ${Math.floor(100 * share)} %, about ${left} s left` : ''
    this.#out.write(`\r\u001B[K${count(done)} ${done === 1 ? things.replace(/s$/, '') : things}${far}`)
  }

  /** Clears the line, if there is one. */
  done(): void {
    if (this.#out.isTTY !== true || this.#said === this.#start) return
    this.#out.write('\r\u001B[K')
    this.#said = this.#start
  }
}
