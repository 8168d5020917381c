/** What a recording holds, when it was read to its end. */
export interface RecordingSummary {
  /** Whole lines, blank ones not counted. */
  readonly lines: number
  readonly requests: number
  readonly facts: number
  /** How many lines of each trigger that says nothing to us. */
  readonly ignored: Readonly<Record<string, number>>
  readonly malformed: {
    readonly count: number
    /** The first 100. */
    readonly lines: readonly number[]
    /** The first 20. */
    readonly reasons: readonly { readonly line: number; readonly file: string; readonly reason: string }[]
  }
  /** A file ends in half a line, or its compressed data breaks off. */
  readonly torn: boolean
  /** Where and how, one line each. */
  readonly tears: readonly string[]
  /** The first and the last request or fact, in milliseconds since 1970. */
  readonly from?: number
  readonly to?: number
}

/** Counts while a recording is read. */
export class Tally {
  lines = 0
  #requests = 0
  #facts = 0
  readonly #ignored = new Map<string, number>()
  #malformed = 0
  readonly #malformedLines: number[] = []
  readonly #reasons: { line: number; file: string; reason: string }[] = []
  readonly #tears: string[] = []
  #from = Number.POSITIVE_INFINITY
  #to = Number.NEGATIVE_INFINITY

  request(at: number): void {
    this.#requests++
    this.#time(at)
  }

  facts(at: number, count: number): void {
    this.#facts += count
    this.#time(at)
  }

  ignored(trigger: string): void {
    this.#ignored.set(trigger, (this.#ignored.get(trigger) ?? 0) + 1)
  }

  malformed(file: string, line: number, reason: string): void {
    this.#malformed++
    if (this.#malformedLines.length < 100) this.#malformedLines.push(line)
    if (this.#reasons.length < 20) this.#reasons.push({ line, file, reason })
  }

  torn(where: string): void {
    this.#tears.push(where)
  }

  summary(): RecordingSummary {
    return {
      lines: this.lines,
      requests: this.#requests,
      facts: this.#facts,
      ignored: Object.fromEntries(this.#ignored),
      malformed: { count: this.#malformed, lines: [...this.#malformedLines], reasons: [...this.#reasons] },
      torn: this.#tears.length > 0,
      tears: [...this.#tears],
      ...(this.#from <= this.#to ? { from: this.#from, to: this.#to } : {}),
    }
  }

  #time(at: number): void {
    this.#from = Math.min(this.#from, at)
    this.#to = Math.max(this.#to, at)
  }
}
