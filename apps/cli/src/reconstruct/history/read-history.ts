import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { constants, createGunzip, gunzipSync } from 'node:zlib'
import { CsvError, parse, type Info } from 'csv-parse'
import { BadInput } from '../../input/bad-input.ts'
import { printable } from '../../terminal/printable.ts'
import { chatOfRow } from './chat-of-row.ts'
import { columnRoles, type ColumnRole, type ColumnRoles } from './column-roles.ts'
import type { HistoryChat } from './history-chat.ts'

interface Row {
  readonly record: readonly string[]
  readonly info: Info
}

/**
 * Reads a history: values separated by commas, semicolons or tabs, whichever the first line has most of, and quoted as
 * RFC 4180 has it; compressed by gzip or not. What cannot be read is bad input, with its line and column. `named` is what people call the file.
 */
export async function readHistory(path: string, named: string, roles: ColumnRoles): Promise<readonly HistoryChat[]> {
  const chats: HistoryChat[] = []
  const ids = new Set<string>()
  const known = new Map<string, string>()
  /** Of what many rows have in common each text is kept once. */
  const shared = (text: string, role: ColumnRole): string => {
    if (!common.has(role)) return text
    const same = known.get(text)
    if (same === undefined) known.set(text, text)
    return same ?? text
  }
  let places: ReadonlyMap<ColumnRole, number> | undefined
  let line = 1
  const { delimiter, packed } = await lookAt(path, named)
  const file = createReadStream(path)
  const text = packed ? file.pipe(createGunzip()) : file
  const rows = text.pipe(parse({ bom: true, delimiter, info: true, skip_empty_lines: true, trim: true }))
  const fail = (error: Error): void => void rows.destroy(error)
  file.on('error', fail)
  text.on('error', fail)
  try {
    for await (const { record, info } of rows as AsyncIterable<Row>) {
      if (places === undefined) places = placesOf(record, roles, named)
      else {
        const there = places
        const at = line
        const cell = (role: ColumnRole): string => shared(record[there.get(role) ?? -1] ?? '', role)
        const object = (role: ColumnRole, expected: string): never => {
          const value = cell(role) === '' ? 'nothing' : JSON.stringify(cell(role))
          throw new BadInput(
            `${named}:${at}: column ${JSON.stringify(roles[role])}: expected ${expected}, got ${value}`,
          )
        }
        const chat = chatOfRow(cell, (role) => there.has(role), `chat-${chats.length + 1}`, object)
        if (ids.has(chat.id)) object('chat', 'each chat once')
        ids.add(chat.id)
        chats.push(chat)
      }
      line = info.lines + 1
    }
  } catch (error) {
    if (error instanceof BadInput) throw error
    if (error instanceof CsvError) throw new BadInput(`${named}:${line}: ${printable(error.message)}`, { cause: error })
    throw unreadable(named, error)
  }
  if (places === undefined) throw new BadInput(`${named}: expected a line of headings, got an empty file`)
  return chats
}

const common: ReadonlySet<ColumnRole> = new Set(['queue', 'language', 'agent'])

function placesOf(headings: readonly string[], roles: ColumnRoles, named: string): ReadonlyMap<ColumnRole, number> {
  const places = new Map<ColumnRole, number>()
  for (const role of columnRoles) {
    const heading = roles[role]
    if (heading === undefined) continue
    const place = headings.indexOf(heading)
    if (place < 0) {
      const there = headings.map((one) => JSON.stringify(one)).join(', ')
      throw new BadInput(`${named}:1: expected a column ${JSON.stringify(heading)} (${role}), got ${there}`)
    }
    places.set(role, place)
  }
  return places
}

/** What the first line is separated by, and whether the file is compressed. */
async function lookAt(path: string, named: string): Promise<{ readonly delimiter: string; readonly packed: boolean }> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(65_536) })
      const start = buffer.subarray(0, bytesRead)
      const packed = start[0] === 0x1f && start[1] === 0x8b
      // Of what is cut off as much is unpacked as there is.
      const head = packed ? gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }) : start
      const [first = ''] = head.toString('utf8').split('\n')
      const counts = [',', ';', '\t'].map((one) => [one, first.split(one).length] as const)
      return { delimiter: counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0], packed }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw unreadable(named, error)
  }
}

function unreadable(named: string, error: unknown): BadInput {
  const { code = 'unknown' } = error as NodeJS.ErrnoException
  return new BadInput(`${named}: cannot be read: ${code}`, { cause: error })
}
