import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

/** Replaces a file by its gzip; an empty one just goes. A crash leaves the one or the other whole, and at worst a `.part` to be thrown away. */
export async function compress(path: string, signal?: AbortSignal): Promise<void> {
  if ((await stat(path)).size === 0) return rm(path)
  const part = `${path}.gz.part`
  try {
    const output = createWriteStream(part, { mode: 0o600 })
    await pipeline(createReadStream(path), createGzip(), output, ...(signal === undefined ? [] : [{ signal }]))
    await rename(part, `${path}.gz`)
    await rm(path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
