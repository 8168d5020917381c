const newline = 10

/** Parts bytes into lines, without their ends. A line that is too long is dropped while it comes in, never held. */
export class LineSplitter {
  readonly #maxBytes: number
  #parts: Buffer[] = []
  #length = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Takes bytes in and calls with each line that they end; with undefined for one that is too long. */
  push(chunk: Buffer, onLine: (line: Buffer | undefined) => void): void {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      const piece = chunk.subarray(from, end)
      from = end + 1
      if (this.#length === 0) onLine(piece.length > this.#maxBytes ? undefined : piece)
      else {
        this.#hold(piece)
        onLine(this.#take())
      }
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from))
  }

  /** What came after the last line's end: nothing, a line, or one that is too long (undefined). */
  rest(): Buffer | undefined {
    return this.#length === 0 ? Buffer.alloc(0) : this.#take()
  }

  #hold(piece: Buffer): void {
    this.#length += piece.length
    if (this.#length > this.#maxBytes) this.#parts = []
    else this.#parts.push(piece)
  }

  #take(): Buffer | undefined {
    const line = this.#length > this.#maxBytes ? undefined : Buffer.concat(this.#parts, this.#length)
    this.#parts = []
    this.#length = 0
    return line
  }
}
