import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Change } from './change.ts'
import { Remembered, type Bounds } from './remembered.ts'

/** The state cannot be read or kept: one line. */
export class StateError extends Error {
  override readonly name = 'StateError'
}

/**
 * What an emulator is to know again after it was ended in whatever way: a file of changes that each are written down before
 * anybody is answered. It is made short whenever it is opened. Holds secrets, so nobody else may read it.
 */
export class StateFile {
  /** What the file held when it was opened. */
  readonly remembered: Remembered
  readonly #handle: number
  #closed = false

  /** Throws a StateError. */
  constructor(folder: string, bounds: Bounds) {
    const path = join(folder, 'emulator.ndjson')
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      this.remembered = read(path)
      this.remembered.forget(bounds)
      const lines = this.remembered.changes().map((change) => `${JSON.stringify(change)}\n`)
      writeFileSync(`${path}.new`, lines.join(''), { mode: 0o600 })
      renameSync(`${path}.new`, path)
      this.#handle = openSync(path, 'a', 0o600)
    } catch (error) {
      if (error instanceof StateError) throw error
      throw new StateError(
        `${folder}: expected a folder to keep the state in, got ${(error as NodeJS.ErrnoException).code}`,
      )
    }
  }

  /** Writes it down; it is safe from the end of this process when this is back. Once closed nothing is taken in any more. */
  add(change: Change): void {
    if (this.#closed) return
    writeSync(this.#handle, `${JSON.stringify(change)}\n`)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    closeSync(this.#handle)
  }
}

function read(path: string): Remembered {
  const remembered = new Remembered()
  let text = ''
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const lines = text.split('\n')
  // Half a line at the end is what an end in the middle of writing leaves.
  lines.pop()
  lines.forEach((line, i) => {
    try {
      remembered.add(JSON.parse(line) as Change)
    } catch {
      throw new StateError(`${path}:${i + 1}: expected a change of the emulator's state, got something else`)
    }
  })
  return remembered
}
