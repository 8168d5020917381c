import type { Line } from '../record/line.ts'

/** Where a line's bytes, with its line break, are until they are on the disk. */
export interface LaidLine {
  readonly slab: Slab
  readonly from: number
  readonly to: number
}

interface Slab {
  readonly bytes: Buffer
  used: number
  /** Lines that are still needed. */
  lines: number
}

const slabBytes = 1024 * 1024
/** So many that are not in use are kept: as much as fast disks take in while the next batch comes in. */
const mostSpare = 16
const lineBreak = 0x0a

/**
 * Where lines wait for the disk: a few large pieces of memory that are used again and again. Memory of its own for each line
 * would have to be asked of the system and handed back, which costs more than filling it.
 */
export class LineSlabs {
  #current: Slab = slabOf(slabBytes)
  readonly #spare: Slab[] = []

  /** Lays the line down; it is copied once. */
  lay(line: Line): LaidLine {
    const size = sizeOf(line)
    const slab = this.#slabFor(size)
    const from = slab.used
    slab.used += size
    slab.lines += 1
    write(line, slab.bytes, from)
    return { slab, from, to: slab.used }
  }

  /** The line is not needed any more: its bytes may be anything from now on. */
  free({ slab }: LaidLine): void {
    slab.lines -= 1
    if (slab.lines > 0) return
    slab.used = 0
    if (slab !== this.#current && slab.bytes.length === slabBytes && this.#spare.length < mostSpare)
      this.#spare.push(slab)
  }

  #slabFor(size: number): Slab {
    if (this.#current.used + size <= slabBytes) return this.#current
    // One that is larger than all others gets memory of its own, and is not kept.
    if (size > slabBytes) return slabOf(size)
    this.#current = this.#spare.pop() ?? slabOf(slabBytes)
    return this.#current
  }
}

/** The lines' bytes in as few pieces as they lie in. */
export function piecesOf(lines: readonly LaidLine[]): readonly Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let first = 0; first < lines.length;) {
    const { slab, from } = lines[first] as LaidLine
    let { to } = lines[first] as LaidLine
    for (first++; lines[first]?.slab === slab && lines[first]?.from === to; first++) to = (lines[first] as LaidLine).to
    pieces.push(slab.bytes.subarray(from, to))
  }
  return pieces
}

function slabOf(size: number): Slab {
  return { bytes: Buffer.allocUnsafeSlow(size), used: 0, lines: 0 }
}

function sizeOf(line: Line): number {
  let size = 1
  for (let i = 0; i < line.length; i++) {
    const piece = line[i] as string | Uint8Array
    size += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length
  }
  return size
}

function write(line: Line, bytes: Buffer, from: number): void {
  let at = from
  for (let i = 0; i < line.length; i++) {
    const piece = line[i] as string | Uint8Array
    if (typeof piece === 'string') at += bytes.write(piece, at)
    else {
      bytes.set(piece, at)
      at += piece.length
    }
  }
  bytes[at] = lineBreak
}
