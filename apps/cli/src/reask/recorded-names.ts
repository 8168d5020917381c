import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { checkPayload, isAssign } from '@pointsman/inbenta'
import type { Names } from './name-with.ts'
import { namesOf } from './names-of.ts'

/** Where a line of a recording stands. */
export interface Line {
  readonly file: string
  readonly line: number
}

/**
 * What the agents of some recorded requests are called. Reading keeps no names, as nothing decides by them; for the few
 * requests that people are told of, their lines are read once more. What cannot be read again has no names.
 */
export async function recordedNames(lines: readonly Line[]): Promise<(line: Line) => Names> {
  const found = new Map<string, Names>()
  for (const file of new Set(lines.map((one) => one.file))) {
    const wanted = new Set(lines.filter((one) => one.file === file).map(({ line }) => line))
    try {
      for await (const [line, text] of linesOf(file, wanted)) found.set(`${file}\0${line}`, namesIn(text))
    } catch {
      // A recording that broke off was told of already; names are only for comfort.
    }
  }
  return ({ file, line }) => found.get(`${file}\0${line}`) ?? none
}

const none: Names = new Map<string, never>()

function namesIn(text: string): Names {
  const value = JSON.parse(text) as { readonly event?: unknown }
  const payload = checkPayload('trigger' in value ? value : value.event)
  return isAssign(payload) ? namesOf(payload) : none
}

/** The wanted lines of a file, compressed or not, as text; the first is 1. Only a file can be read again. */
async function* linesOf(file: string, wanted: ReadonlySet<number>): AsyncGenerator<readonly [number, string]> {
  const packed = await isPacked(file)
  if (packed === undefined) return
  const last = Math.max(...wanted)
  const source = createReadStream(file)
  const unpacked = packed ? source.pipe(createGunzip()) : source
  let line = 1
  let parts: Buffer[] = []
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      for (let from = 0; from < chunk.length;) {
        const end = chunk.indexOf(0x0a, from)
        const to = end < 0 ? chunk.length : end
        if (wanted.has(line)) parts.push(chunk.subarray(from, to))
        from = to + 1
        if (end < 0) break
        if (wanted.has(line)) yield [line, Buffer.concat(parts).toString('utf8')]
        parts = []
        if (++line > last) return
      }
    }
    if (wanted.has(line)) yield [line, Buffer.concat(parts).toString('utf8')]
  } finally {
    source.destroy()
  }
}

/** Whether a file is gzip; undefined where it is no file, such as a pipe, which cannot be read twice. */
async function isPacked(file: string): Promise<boolean | undefined> {
  // A pipe is not even opened: that would wait for somebody to write.
  if (!(await stat(file)).isFile()) return undefined
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}
