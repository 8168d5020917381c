import { open } from 'node:fs/promises'

/** An open file that is only ever added to. */
export interface AppendFile {
  /** Adds all of the bytes, or fails. */
  append(bytes: Uint8Array): Promise<void>
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
    append: async (bytes) => {
      for (let written = 0; written < bytes.length;) {
        written += (await file.write(bytes, written)).bytesWritten
      }
    },
    datasync: () => file.datasync(),
    truncate: (size) => file.truncate(size),
    close: () => file.close(),
  }
}
