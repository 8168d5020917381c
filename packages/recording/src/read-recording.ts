import { PayloadError } from '@pointsman/wire'
import { type DecodeOptions } from '@pointsman/inbenta'
import { bytesOf } from './bytes-of.ts'
import { LineDecoder } from './line-decoder.ts'
import { LineSplitter } from './line-splitter.ts'
import type { Recorded } from './recorded.ts'
import { RecordingError } from './recording-error.ts'
import { Reorder, toleranceMs } from './reorder.ts'
import { segmentsOf, sizeOf } from './segments.ts'
import { Tally, type RecordingSummary } from './summary.ts'

/** How to read a recording. */
export interface ReadOptions {
  /** The first malformed line ends the reading with a `RecordingError`. Default false: it is skipped and counted. */
  readonly strict?: boolean
  readonly decode?: Omit<DecodeOptions, 'id'>
  /**
   * Whether requests bear the identity of their delivery, by which the same one is known again. Default true; it takes a hash of
   * each payload. False: the id says where the line is.
   */
  readonly identify?: boolean
  /** A longer line is malformed, and is never held in memory. Default 16 MiB. */
  readonly maxLineBytes?: number
}

/** Reads a recording: a file, or a folder of segments. Nothing is opened before the first batch is asked for. */
export function readRecording(path: string, options: ReadOptions = {}): RecordingReader {
  return new RecordingReader(path, options)
}

/** Reads a recording once, from its first line to its last, holding only what the order of time needs. */
export class RecordingReader {
  readonly #path: string
  readonly #strict: boolean
  readonly #decoder: LineDecoder
  readonly #maxLineBytes: number
  readonly #tally = new Tally()
  readonly #reorder = new Reorder<Recorded>()
  #file = ''
  #line = 0
  #bytes = 0
  #bytesRead = 0

  constructor(path: string, options: ReadOptions) {
    this.#path = path
    this.#strict = options.strict ?? false
    this.#decoder = new LineDecoder({ decode: options.decode ?? {}, identify: options.identify ?? true })
    this.#maxLineBytes = options.maxLineBytes ?? 16 * 1024 * 1024
  }

  /** What was read; complete when the batches have come to their end. */
  get summary(): RecordingSummary {
    return this.#tally.summary()
  }

  /** How much of the recording was read from the disk so far, from 0 to 1. */
  get progress(): number {
    return this.#bytes === 0 ? 0 : Math.min(1, this.#bytesRead / this.#bytes)
  }

  /**
   * The lines in the order of time, a few at once. Ends with a `RecordingError` where there is no such recording, where
   * a line comes more than 60 s too late, and in strict reading where a line is malformed.
   */
  async *batches(): AsyncGenerator<readonly Recorded[]> {
    const files = await segmentsOf(this.#path)
    for (const file of files) this.#bytes += await sizeOf(file)
    for (const file of files) {
      this.#file = file
      this.#line = 0
      const splitter = new LineSplitter(this.#maxLineBytes)
      const onLine = (line: Buffer | undefined): void => this.#read(line, true)
      const onBreak = (why: string): void => this.#tally.torn(`${file}: ${why}`)
      for await (const chunk of bytesOf(file, onBreak, (bytes) => (this.#bytesRead += bytes))) {
        splitter.push(chunk, onLine)
        const ready = this.#reorder.take()
        if (ready.length > 0) yield ready
      }
      this.#read(splitter.rest(), false)
    }
    const last = this.#reorder.takeAll()
    if (last.length > 0) yield last
  }

  /** Reads a line; undefined is one that is too long. The last one may be half a line. */
  #read(bytes: Buffer | undefined, ended: boolean): void {
    if (bytes?.length === 0 && !ended) return
    this.#line++
    if (bytes === undefined) {
      this.#tally.lines++
      return this.#malformed(`expected a line of at most ${this.#maxLineBytes} bytes, got a longer one`)
    }
    if (isBlank(bytes)) return
    try {
      this.#take(this.#decoder.decode(bytes, this.#file, this.#line), bytes.length)
      this.#tally.lines++
    } catch (error) {
      if (!(error instanceof PayloadError)) throw error
      if (!ended && (error.expected === 'JSON' || error.expected === 'UTF-8')) {
        return this.#tally.torn(`${this.#file}:${this.#line}: ends in half a line`)
      }
      this.#tally.lines++
      this.#malformed(error.message)
    }
  }

  #take(item: ReturnType<LineDecoder['decode']>, bytes: number): void {
    if (item.kind === 'ignored') return this.#tally.ignored(item.trigger)
    const late = this.#reorder.push(item, bytes)
    if (late > 0) {
      throw new RecordingError(
        this.#file,
        this.#line,
        late > toleranceMs
          ? `expected the order of time, out of order by at most ${toleranceMs / 1000} s, got a line ${late / 1000} s late`
          : `expected the order of time, as lines this large leave no room to wait for one ${late / 1000} s late (at most 64 MiB are held back)`,
      )
    }
    if (item.kind === 'request') this.#tally.request(item.at)
    else this.#tally.facts(item.at, item.facts.length)
  }

  #malformed(reason: string): void {
    if (this.#strict) throw new RecordingError(this.#file, this.#line, reason)
    this.#tally.malformed(this.#file, this.#line, reason)
  }
}

/** Nothing but blanks, such as the carriage return of an empty line. */
function isBlank(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false
  }
  return true
}
