import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { FoundLines } from '../record/journal.ts'
import { compareSegments, parseSegmentFile, segmentFile, type SegmentName } from './segment-name.ts'

/** So long is looked, the newest segments first: an answer must come while somebody waits. */
const mostMs = 10_000
/** So long lines are read on end before others get their turn. */
const atOnceMs = 5

/** Lines of decisions about the chat from before the instant (ms since 1970), oldest first, as far as `withinMs` went. */
export async function findLines(
  path: string,
  chat: string,
  before: number,
  withinMs: number = mostMs,
): Promise<FoundLines> {
  const deadline = performance.now() + withinMs
  let incomplete = false
  const segments = new Map<string, SegmentName & { readonly closed: boolean }>()
  for (const file of await readdir(path)) {
    const name = parseSegmentFile(file)
    // Of one that is just being compressed both are there, and the compressed one is whole.
    if (name !== undefined && (name.closed || !segments.has(segmentFile(name)))) segments.set(segmentFile(name), name)
  }
  const found: (readonly string[])[] = []
  for (const name of [...segments.values()].sort(compareSegments).toReversed()) {
    if (performance.now() >= deadline) incomplete = true
    if (incomplete) break
    const file = join(path, segmentFile(name))
    const lines = name.closed
      ? await linesIn(file, true)
      : ((await linesIn(file, false)) ?? (await linesIn(file, true)))
    found.push(lines ?? [])
  }
  return { lines: found.toReversed().flat(), incomplete }

  /** The segment's lines about the chat; undefined where there is no such file (any more). */
  async function linesIn(file: string, closed: boolean): Promise<readonly string[] | undefined> {
    const mayBeAbout = keyed(chat)
    const lines: string[] = []
    const raw = createReadStream(closed ? `${file}.gz` : file)
    const input = closed ? createGunzip() : raw
    const copying = closed ? pipeline(raw, input as ReturnType<typeof createGunzip>) : Promise.resolve()
    copying.catch(() => undefined)
    try {
      let since = performance.now()
      for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
        // A parsed line may be large, and lines that are there already come without a pause between them.
        if (mayBeAbout.test(line) && isAbout(line, chat, before)) lines.push(line)
        if (performance.now() - since < atOnceMs) continue
        if (performance.now() >= deadline) {
          incomplete = true
          break
        }
        await new Promise((resolve) => setImmediate(resolve))
        since = performance.now()
      }
      return lines
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      incomplete = true
      return lines
    }
  }
}

/** What a line holds that has an id of this spelling, as text or as a number; agents hold chats' ids in lists, without the key. */
function keyed(chat: string): RegExp {
  const id = JSON.stringify(chat).replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const number = /^-?\d+$/.test(chat) ? `|${chat}(?!\\d)` : ''
  return new RegExp(`"id"\\s*:\\s*(?:${id}${number})`)
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
