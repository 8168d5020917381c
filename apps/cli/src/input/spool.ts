import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const block = 1 << 20

/** Text put aside until it is wanted, in a temporary file once it is long: a replay's differences may outgrow memory. */
export class Spool {
  #held: string[] = []
  #length = 0
  #file: number | undefined

  add(text: string): void {
    this.#held.push(text)
    this.#length += text.length
    if (this.#length >= block) this.#putAside()
  }

  /** Everything that was added, in order, a piece at a time. */
  *pieces(): Generator<string> {
    if (this.#file !== undefined) {
      const decoder = new TextDecoder()
      const buffer = Buffer.allocUnsafe(block)
      for (let at = 0; ;) {
        const read = readSync(this.#file, buffer, 0, block, at)
        if (read === 0) break
        at += read
        yield decoder.decode(buffer.subarray(0, read), { stream: true })
      }
    }
    yield this.#held.join('')
  }

  /** Gives the file up, if there is one. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #putAside(): void {
    this.#file ??= create()
    writeSync(this.#file, this.#held.join(''))
    this.#held = []
    this.#length = 0
  }
}

/** A file that nobody else can open and that goes when it is closed, however the process ends. */
function create(): number {
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-'))
  try {
    return openSync(join(folder, 'put-aside'), 'w+', 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
