import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { compareSegments, parseSegmentFile, segmentFile, type SegmentName } from './segment-name.ts'

/** So many segments are looked through, the newest first: an answer must come while somebody waits. */
const mostSegments = 8

/** Lines of decisions about the chat from before the instant (ms since 1970), oldest first. */
export async function findLines(path: string, chat: string, before: number): Promise<readonly string[]> {
  const segments = new Map<string, SegmentName & { readonly closed: boolean }>()
  for (const file of await readdir(path)) {
    const name = parseSegmentFile(file)
    // Of one that is just being compressed both are there, and the compressed one is whole.
    if (name !== undefined && (name.closed || !segments.has(segmentFile(name)))) segments.set(segmentFile(name), name)
  }
  const found: string[] = []
  for (const name of [...segments.values()].sort(compareSegments).slice(-mostSegments)) {
    const file = join(path, segmentFile(name))
    const lines = name.closed
      ? await linesIn(file, true)
      : ((await linesIn(file, false)) ?? (await linesIn(file, true)))
    for (const line of lines ?? []) if (isAbout(line, chat, before)) found.push(line)
  }
  return found

  /** The segment's lines that may be about the chat; undefined where there is no such file (any more). */
  async function linesIn(file: string, closed: boolean): Promise<readonly string[] | undefined> {
    const needle = JSON.stringify(chat)
    const lines: string[] = []
    const raw = createReadStream(closed ? `${file}.gz` : file)
    const input = closed ? createGunzip() : raw
    const copying = closed ? pipeline(raw, input as ReturnType<typeof createGunzip>) : Promise.resolve()
    copying.catch(() => undefined)
    try {
      for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
        if (line.includes(needle)) lines.push(line)
      }
      return lines
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : lines
    }
  }
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
