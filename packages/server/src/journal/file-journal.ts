import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { FoundLines, Journal } from '../record/journal.ts'
import type { Line } from '../record/line.ts'
import { compress } from './compress.ts'
import { openNew, type AppendFile, type OpenNew } from './disk.ts'
import { findLines } from './find-lines.ts'
import { LineSlabs, piecesOf, type LaidLine } from './line-slabs.ts'
import { lockFolder } from './lock-folder.ts'
import { makeFolder } from './make-folder.ts'
import { repair } from './repair.ts'
import { compareSegments, dayOf, parseSegmentFile, segmentFile } from './segment-name.ts'

/** When a line counts as safe: `always`: when the disk has it, before its answer leaves; `batch`: within 100 ms; `never`: when the system has it. */
export type FsyncMode = 'always' | 'batch' | 'never'

/** How a journal is kept. */
export interface FileJournalOptions {
  readonly path: string
  readonly fsync: FsyncMode
  readonly clock: Clock
  readonly log: Log
  /** A segment is closed when it is larger. Default 64 MiB. */
  readonly segmentBytes?: number
  /** What waits for the disk is held to this many bytes; beyond it lines are given up. Default 64 MiB. */
  readonly mostWaitingBytes?: number
  readonly openNew?: OpenNew
}

/** What a journal has done so far. */
export interface JournalCounts {
  written: number
  /** Lines given up because the disk did not take them. */
  lost: number
  /** Writes that failed. */
  failures: number
}

interface Waiting {
  // Bytes and not text: what waits outlives many a collection of garbage, and text would be moved about in each.
  readonly laid: LaidLine
  readonly since: number
  readonly done: () => void
}

/**
 * Lines wait at most this long for others to share a write with. With what a line may wait for strangers' strategies before
 * (40 ms) it leaves a third of the 100 ms that may be lost for the write and for a busy machine.
 */
const batchMs = 25
const retryMs = 1000
/** What is compressed when the process ends may take so long; what is not ready is compressed at the next start. */
const lastCompressionMs = 1000

/** A journal in a folder: append-only segments by day and size, compressed when closed. The folder is one process's own. */
export class FileJournal implements Journal {
  readonly beforeAnswer: boolean
  readonly counts: JournalCounts = { written: 0, lost: 0, failures: 0 }
  readonly #options: Required<FileJournalOptions>
  readonly #unlock: () => Promise<void>
  readonly #slabs = new LineSlabs()
  #waiting: Waiting[] = []
  #waitingBytes = 0
  #file: AppendFile | undefined
  #segment: { path: string; day: string; size: number } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> | undefined
  #failing = false
  #closing = false
  #compressing: Promise<void> = Promise.resolve()
  #finding: Promise<unknown> = Promise.resolve()

  private constructor(options: FileJournalOptions, unlock: () => Promise<void>) {
    const defaults = { segmentBytes: 64 * 1024 * 1024, mostWaitingBytes: 64 * 1024 * 1024, openNew }
    this.#options = { ...defaults, ...options }
    this.#unlock = unlock
    this.beforeAnswer = options.fsync === 'always'
  }

  /** Opens the journal: repairs and compresses what an earlier process left. Throws where another process has it. */
  static async open(options: FileJournalOptions): Promise<FileJournal> {
    await makeFolder(options.path)
    const unlock = await lockFolder(options.path)
    const journal = new FileJournal(options, unlock)
    await journal.#tidy()
    return journal
  }

  /** Milliseconds that the oldest line has been waiting for the disk. */
  get lagMs(): number {
    const oldest = this.#waiting[0]
    return oldest === undefined ? 0 : this.#options.clock.elapsed() - oldest.since
  }

  /** Whether the disk takes what is written. */
  get healthy(): boolean {
    return !this.#failing
  }

  append(line: string | Line): Promise<void> {
    const { mostWaitingBytes, clock } = this.#options
    const laid = this.#slabs.lay(typeof line === 'string' ? [line] : line)
    const size = laid.to - laid.from
    if (this.#closing || this.#waitingBytes + size - 1 > mostWaitingBytes) {
      this.#slabs.free(laid)
      this.counts.lost += 1
      return Promise.resolve()
    }
    return new Promise((done) => {
      this.#waiting.push({ laid, since: clock.elapsed(), done })
      this.#waitingBytes += size
      this.#schedule(this.beforeAnswer ? 0 : batchMs)
    })
  }

  find(chat: string, before: number): Promise<FoundLines> {
    // One search at a time: each reads through a lot of file.
    const found = this.#finding.then(() => findLines(this.#options.path, chat, before))
    this.#finding = found.catch(() => undefined)
    return found
  }

  async close(): Promise<void> {
    this.#closing = true
    clearTimeout(this.#timer)
    await this.#writing
    await this.#flush()
    if (this.#waiting.length > 0) this.#giveUp()
    await this.#closeSegment()
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, lastCompressionMs)
    })
    await Promise.race([this.#compressing, late])
    clearTimeout(timer)
    await this.#unlock()
  }

  #schedule(ms: number): void {
    if (this.#timer !== undefined || this.#writing !== undefined || this.#closing) return
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#writing = this.#flush().finally(() => {
          this.#writing = undefined
          if (this.#waiting.length > 0) this.#schedule(this.#failing ? retryMs : this.beforeAnswer ? 0 : batchMs)
        })
      },
      this.#failing ? retryMs : ms,
    )
  }

  /** Writes what waits, in one go. On failure everything goes on waiting, and no half line stays behind. */
  async #flush(): Promise<void> {
    const batch = this.#waiting
    if (batch.length === 0) return
    this.#waiting = []
    const pieces = piecesOf(batch.map(({ laid }) => laid))
    try {
      const { file, segment } = await this.#open()
      await file.append(pieces)
      if (this.#options.fsync !== 'never') await file.datasync()
      for (const { length } of pieces) segment.size += length
    } catch (error) {
      this.#waiting = [...batch, ...this.#waiting]
      await this.#failed(error as Error)
      return
    }
    if (this.#failing) this.#options.log.info({}, 'the journal is being written again')
    this.#failing = false
    for (const { laid, done } of batch) {
      this.#waitingBytes -= laid.to - laid.from
      this.#slabs.free(laid)
      done()
    }
    this.counts.written += batch.length
  }

  async #failed(cause: Error): Promise<void> {
    this.counts.failures += 1
    if (!this.#failing) this.#options.log.error({ error: cause.message }, 'the journal cannot be written')
    this.#failing = true
    // Where not even cutting off works, the next try begins a new segment, and readers skip the half line.
    try {
      await this.#file?.truncate(this.#segment?.size ?? 0)
    } catch {
      await this.#closeSegment().catch(() => undefined)
    }
    // Nobody's answer may wait for a disk that is broken; the lines themselves go on waiting.
    for (const { done } of this.#waiting) done()
  }

  #giveUp(): void {
    this.counts.lost += this.#waiting.length
    for (const { laid, done } of this.#waiting) {
      this.#slabs.free(laid)
      done()
    }
    this.#waiting = []
    this.#waitingBytes = 0
  }

  async #open(): Promise<{ file: AppendFile; segment: { size: number } }> {
    const { path, clock, segmentBytes } = this.#options
    const day = dayOf(clock.now())
    if (this.#segment !== undefined && (this.#segment.day !== day || this.#segment.size >= segmentBytes)) {
      await this.#closeSegment()
    }
    if (this.#file !== undefined && this.#segment !== undefined) return { file: this.#file, segment: this.#segment }
    const numbers = (await readdir(path))
      .map(parseSegmentFile)
      .flatMap((name) => (name?.day === day ? [name.number] : []))
    const name = segmentFile({ day, number: Math.max(0, ...numbers) + 1 })
    this.#file = await this.#options.openNew(join(path, name))
    this.#segment = { path: join(path, name), day, size: 0 }
    return { file: this.#file, segment: this.#segment }
  }

  async #closeSegment(): Promise<void> {
    const file = this.#file
    const segment = this.#segment
    this.#file = undefined
    this.#segment = undefined
    if (file === undefined || segment === undefined) return
    await file.close()
    this.#compress(segment.path)
  }

  #compress(path: string): void {
    this.#compressing = this.#compressing.then(() =>
      compress(path).catch((error: unknown) =>
        this.#options.log.warn({ error: (error as Error).message }, 'a journal segment could not be compressed'),
      ),
    )
  }

  async #tidy(): Promise<void> {
    const { path, log } = this.#options
    const files = await readdir(path)
    for (const file of files) if (file.endsWith('.gz.part')) await rm(join(path, file), { force: true })
    const left = files.flatMap((file) => {
      const name = parseSegmentFile(file)
      return name === undefined || name.closed ? [] : [{ ...name, file }]
    })
    for (const { file } of left.sort(compareSegments)) {
      if (files.includes(`${file}.gz`)) {
        // The crash came between compressing and throwing the original away.
        await rm(join(path, file))
        continue
      }
      const cut = await repair(join(path, file))
      if (cut > 0) log.warn({ segment: file, bytes: cut }, 'half a line was cut off a journal segment')
      this.#compress(join(path, file))
    }
  }
}
