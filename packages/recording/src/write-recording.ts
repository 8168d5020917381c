import { once } from 'node:events'
import { closeSync, createWriteStream, fstatSync, openSync, readSync, type WriteStream } from 'node:fs'
import { finished, pipeline } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import type { Payload } from '@pointsman/inbenta'
import type { JournalEntry } from './journal-entry.ts'
import { fileError } from './recording-error.ts'

/**
 * Opens a recording to write to. A plain file is appended to, after a half line that a crash left behind as well; a file
 * whose name ends in `.gz` is compressed and must not be there yet. The same lines make the same bytes.
 */
export function writeRecording(path: string): RecordingWriter {
  return new RecordingWriter(path)
}

/** Writes lines to a recording. */
export class RecordingWriter {
  readonly #path: string
  readonly #file: WriteStream
  readonly #gzip: Gzip | undefined
  readonly #done: Promise<void>
  #failure: unknown = undefined

  constructor(path: string) {
    this.#path = path
    const compressed = path.endsWith('.gz')
    const { fd, halfLine } = open(path, compressed)
    this.#file = createWriteStream(path, { fd })
    this.#gzip = compressed ? createGzip() : undefined
    this.#done = this.#gzip === undefined ? finished(this.#file) : pipeline(this.#gzip, this.#file)
    this.#done.catch((error: unknown) => (this.#failure = error))
    if (halfLine) this.#file.write('\n')
  }

  /** Writes a line; kept when there is room for the next one. */
  async write(line: JournalEntry | Payload): Promise<void> {
    if (this.#failure !== undefined) throw fileError(this.#path, this.#failure)
    const stream = this.#gzip ?? this.#file
    if (stream.write(`${JSON.stringify(line)}\n`)) return
    try {
      await once(stream, 'drain')
    } catch (error) {
      throw fileError(this.#path, error)
    }
  }

  /** Writes out what is left; kept when everything is with the operating system. */
  async close(): Promise<void> {
    const stream = this.#gzip ?? this.#file
    stream.end()
    try {
      await this.#done
    } catch (error) {
      throw fileError(this.#path, error)
    }
  }
}

function open(path: string, compressed: boolean): { fd: number; halfLine: boolean } {
  try {
    const fd = openSync(path, compressed ? 'wx' : 'a+')
    try {
      const { size } = fstatSync(fd)
      const last = Buffer.alloc(1)
      if (size > 0) readSync(fd, last, 0, 1, size - 1)
      return { fd, halfLine: size > 0 && last[0] !== 10 }
    } catch (error) {
      closeSync(fd)
      throw error
    }
  } catch (error) {
    throw fileError(path, error)
  }
}
