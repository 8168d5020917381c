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

/** As much of an open file as a shelf needs. */
export type ShelfFile = Pick<FileHandle, 'appendFile' | 'close' | 'datasync' | 'truncate'>

/** A shelf in a folder: `<name>.ndjson`, and beside it `<name>-dead-letters.ndjson` for what was put aside. */
export class FileShelf implements Shelf {
  readonly #path: string
  readonly #deadPath: string
  #file: ShelfFile
  /** Bytes of whole lines. */
  #size: number
  #dead: FileHandle | undefined
  /** Everything that touches the files, one after another. */
  #work: Promise<void> = Promise.resolve()
  #batch: Batch | undefined

  private constructor(folder: string, name: string, file: ShelfFile, size: number) {
    this.#path = join(folder, `${name}.ndjson`)
    this.#deadPath = join(folder, `${name}-dead-letters.ndjson`)
    this.#file = file
    this.#size = size
  }

  /** The folder must be there. `opened` may put something between the shelf and its file. */
  static async at(
    folder: string,
    name: string,
    opened: (file: FileHandle) => ShelfFile = (file) => file,
  ): Promise<FileShelf> {
    const file = await open(join(folder, `${name}.ndjson`), 'a', 0o600)
    return new FileShelf(folder, name, opened(file), (await file.stat()).size)
  }

  async load(): Promise<readonly string[]> {
    await this.#work
    const text = await readFile(this.#path, 'utf8')
    const lines = text.split('\n')
    const torn = lines.pop() ?? ''
    this.#size = Buffer.byteLength(text) - Buffer.byteLength(torn)
    // The next line would be written on to half a line.
    if (torn !== '') await this.#file.truncate(this.#size)
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
      const text = lines.map((line) => `${line}\n`).join('')
      try {
        await fresh.writeFile(text)
        await fresh.datasync()
      } finally {
        await fresh.close()
      }
      await rename(`${path}.new`, path)
      await this.#file.close()
      this.#file = await open(path, 'a', 0o600)
      this.#size = Buffer.byteLength(text)
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
      await this.#append(lines.map((line) => `${line}\n`).join(''))
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

  async #append(text: string): Promise<void> {
    try {
      await this.#file.appendFile(text)
      this.#size += Buffer.byteLength(text)
    } catch (error) {
      // A disk that is full takes half a line; whatever came behind it would be lost with it.
      await this.#file.truncate(this.#size)
      throw error
    }
  }

  #do(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => undefined)
    return done
  }
}
