import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { compareSegments, parseSegmentFile } from './segment-name.ts'

/** So many segments are looked through, the newest first: an answer must come while somebody waits. */
const mostSegments = 8

/** Lines of decisions about the chat from before the instant (ms since 1970), oldest first. */
export async function findLines(path: string, chat: string, before: number): Promise<readonly string[]> {
  const segments = (await readdir(path))
    .flatMap((file) => {
      const name = parseSegmentFile(file)
      return name === undefined ? [] : [{ ...name, file }]
    })
    .sort(compareSegments)
    .slice(-mostSegments)
  const found: string[] = []
  const needle = JSON.stringify(chat)
  for (const { file, closed } of segments) {
    const raw = createReadStream(join(path, file))
    const input = closed ? raw.pipe(createGunzip()) : raw
    raw.on('error', (error) => input.destroy(error))
    try {
      for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
        if (line.includes(needle) && isAbout(line, chat, before)) found.push(line)
      }
    } catch {
      // A segment that was compressed or cut off while it was read: what was found so far stands.
    }
  }
  return found
}

function isAbout(line: string, chat: string, before: number): boolean {
  try {
    const { at, event, decision } = JSON.parse(line) as {
      readonly at: number
      readonly event: { readonly data?: { readonly chat?: { readonly id?: unknown } } }
      readonly decision?: object
    }
    return decision !== undefined && at < before && String(event.data?.chat?.id) === chat
  } catch {
    return false
  }
}
