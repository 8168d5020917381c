import { createReadStream } from 'node:fs'
import { Unpacker } from './unpacker.ts'
import { fileError, RecordingError } from './recording-error.ts'

/** Compressed bytes are unpacked in pieces of this size: gzip makes at most 1,032 bytes of one. */
const pieceBytes = 16 * 1024

/**
 * A file's bytes, unpacked where they are gzip, whatever the file's name. Calls `onBreak` with the reason where
 * compressed data ends too early; what came before it is given. Calls `onRead` with how many bytes came from the disk.
 */
export async function* bytesOf(
  file: string,
  onBreak: (why: string) => void,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const chunks = counted(createReadStream(file, { highWaterMark: 256 * 1024 }), onRead)
  try {
    const first = await nextOf(file, chunks)
    if (first === undefined) return
    if (isGzip(first)) yield* unpacked(file, first, chunks, onBreak)
    else if (file.endsWith('.gz')) throw new RecordingError(file, undefined, 'expected gzip data, got something else')
    else
      for (let chunk: Buffer | undefined = first; chunk !== undefined; chunk = await nextOf(file, chunks)) yield chunk
  } finally {
    await chunks.return(undefined)
  }
}

async function* counted(chunks: AsyncIterable<Buffer>, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    onRead(chunk.length)
    yield chunk
  }
}

/** The next pieces are unpacked, on another thread, while the last ones are being read. */
async function* unpacked(
  file: string,
  first: Buffer,
  chunks: AsyncIterator<Buffer>,
  onBreak: (why: string) => void,
): AsyncGenerator<Buffer> {
  const unpacker = new Unpacker()
  try {
    let working = Promise.resolve()
    for (let chunk: Buffer | undefined = first; chunk !== undefined; chunk = await nextOf(file, chunks)) {
      for (let from = 0; from < chunk.length; from += pieceBytes) {
        await working
        const ready = unpacker.take()
        working = unpacker.write(chunk.subarray(from, from + pieceBytes))
        yield* ready
      }
      if (unpacker.failure !== undefined) break
    }
    await working
    await unpacker.end()
    yield* unpacker.take()
    if (unpacker.failure !== undefined) onBreak(unpacker.failure)
  } finally {
    unpacker.close()
  }
}

async function nextOf(file: string, chunks: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  try {
    const { done, value } = await chunks.next()
    return done === true ? undefined : value
  } catch (error) {
    throw fileError(file, error)
  }
}

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && (start[1] === 0x8b || start.length === 1)
}
