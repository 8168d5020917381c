import { closeSync, openSync, writeSync } from 'node:fs'
import { BadInput } from './bad-input.ts'

/** Writes lines of JSON to a file as they come, some at a time. */
export class LineWriter {
  readonly #file: number
  #lines: string[] = []

  /** Throws BadInput where the file cannot be written. */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'w')
    } catch (error) {
      throw new BadInput(`${path}: cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`, {
        cause: error,
      })
    }
  }

  add(value: unknown): void {
    if (this.#lines.push(JSON.stringify(value)) >= 1000) this.#flush()
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }

  #flush(): void {
    if (this.#lines.length > 0) writeSync(this.#file, `${this.#lines.join('\n')}\n`)
    this.#lines = []
  }
}
