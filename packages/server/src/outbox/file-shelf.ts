import { open, readFile, rename, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Shelf } from './shelf.ts'

/** Lines that go to the disk together: one wait for many. */
interface Batch {
  readonly lines: string[]
  /** Somebody waits for the disk itself. */
  toDisk: boolean
  readonly written: Promise<void>
  readonly safe: Promise<void>
}

/** A shelf in a folder: `<name>.ndjson`, and beside it `<name>-dead-letters.ndjson` for what was put aside. */
export class FileShelf implements Shelf {
  readonly #path: string
  readonly #deadPath: string
  #file: FileHandle
  #dead: FileHandle | undefined
  /** Everything that touches the files, one after another. */
  #work: Promise<void> = Promise.resolve()
  #batch: Batch | undefined

  private constructor(folder: string, name: string, file: FileHandle) {
    this.#path = join(folder, `${name}.ndjson`)
    this.#deadPath = join(folder, `${name}-dead-letters.ndjson`)
    this.#file = file
  }

  /** The folder must be there. */
  static async at(folder: string, name: string): Promise<FileShelf> {
    return new FileShelf(folder, name, await open(join(folder, `${name}.ndjson`), 'a', 0o600))
  }

  async load(): Promise<readonly string[]> {
    await this.#work
    const text = await readFile(this.#path, 'utf8')
    const lines = text.split('\n')
    const torn = lines.pop() ?? ''
    // The next line would be written on to half a line.
    if (torn !== '') await this.#file.truncate(Buffer.byteLength(text) - Buffer.byteLength(torn))
    return lines
  }

  add(line: string): Promise<void> {
    const batch = this.#batched()
    batch.lines.push(line)
    batch.toDisk = true
    return batch.safe
  }

  note(line: string): Promise<void> {
    const batch = this.#batched()
    batch.lines.push(line)
    return batch.written
  }

  replace(lines: readonly string[]): Promise<void> {
    this.#batch = undefined
    return this.#do(async () => {
      const path = this.#path
      const fresh = await open(`${path}.new`, 'w', 0o600)
      try {
        await fresh.writeFile(lines.map((line) => `${line}\n`).join(''))
        await fresh.datasync()
      } finally {
        await fresh.close()
      }
      await rename(`${path}.new`, path)
      await this.#file.close()
      this.#file = await open(path, 'a', 0o600)
    })
  }

  bury(line: string): Promise<void> {
    return this.#do(async () => {
      this.#dead ??= await open(this.#deadPath, 'a', 0o600)
      await this.#dead.appendFile(`${line}\n`)
      await this.#dead.datasync()
    })
  }

  async close(): Promise<void> {
    await this.#do(async () => {
      await this.#file.close()
      await this.#dead?.close()
    })
  }

  /** The batch that is not being written yet. */
  #batched(): Batch {
    if (this.#batch !== undefined) return this.#batch
    const lines: string[] = []
    const written = this.#do(async () => {
      if (this.#batch === batch) this.#batch = undefined
      await this.#file.appendFile(lines.map((line) => `${line}\n`).join(''))
    })
    const safe = this.#do(async () => {
      await written
      if (batch.toDisk) await this.#file.datasync()
    })
    // Whoever waits hears of a failure; where nobody does, nobody needs to.
    safe.catch(() => undefined)
    const batch: Batch = { lines, toDisk: false, written, safe }
    this.#batch = batch
    return batch
  }

  #do(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => undefined)
    return done
  }
}
