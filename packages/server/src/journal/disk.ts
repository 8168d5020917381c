import { open } from 'node:fs/promises'

/** An open file that is only ever added to. */
export interface AppendFile {
  /** Adds all of the pieces, in their order, or fails. */
  append(pieces: readonly Uint8Array[]): Promise<void>
  datasync(): Promise<void>
  /** Cuts off what a failed write left behind. */
  truncate(size: number): Promise<void>
  close(): Promise<void>
}

/** Opens a file that must not exist yet. */
export type OpenNew = (path: string) => Promise<AppendFile>

/** The machine's disk. */
export const openNew: OpenNew = async (path) => {
  const file = await open(path, 'ax', 0o600)
  return {
    append: async (pieces) => {
      let left = pieces
      while (left.length > 0) left = after(left, (await file.writev(left)).bytesWritten)
    },
    datasync: () => file.datasync(),
    truncate: (size) => file.truncate(size),
    close: () => file.close(),
  }
}

/** What is left when so many bytes were written. */
function after(pieces: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let whole = 0
  let rest = written
  for (; whole < pieces.length && rest >= (pieces[whole] as Uint8Array).length; whole++)
    rest -= (pieces[whole] as Uint8Array).length
  return pieces.slice(whole).map((piece, i) => (i === 0 ? piece.subarray(rest) : piece))
}
