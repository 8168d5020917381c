import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const block = 1 << 20

/** Text put aside until it is wanted, in a temporary file once it is long: a replay's differences may outgrow memory. */
export class Spool {
  #held: string[] = []
  #length = 0
  #file: { readonly folder: string; readonly descriptor: number } | undefined

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
        const read = readSync(this.#file.descriptor, buffer, 0, block, at)
        if (read === 0) break
        at += read
        yield decoder.decode(buffer.subarray(0, read), { stream: true })
      }
    }
    yield this.#held.join('')
  }

  /** Removes the file, if there is one. */
  close(): void {
    if (this.#file === undefined) return
    closeSync(this.#file.descriptor)
    rmSync(this.#file.folder, { recursive: true })
    this.#file = undefined
  }

  #putAside(): void {
    this.#file ??= create()
    writeSync(this.#file.descriptor, this.#held.join(''))
    this.#held = []
    this.#length = 0
  }
}

function create(): { folder: string; descriptor: number } {
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-'))
  return { folder, descriptor: openSync(join(folder, 'differences'), 'w+') }
}
