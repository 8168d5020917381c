import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { CsvError, parse, type Info } from 'csv-parse'
import { BadInput } from '../../input/bad-input.ts'
import { chatOfRow } from './chat-of-row.ts'
import { columnRoles, type ColumnRole, type ColumnRoles } from './column-roles.ts'
import type { HistoryChat } from './history-chat.ts'

interface Row {
  readonly record: readonly string[]
  readonly info: Info
}

/**
 * Reads a history: values separated by commas, semicolons or tabs, whichever the first line has most of, and quoted as
 * RFC 4180 has it. What cannot be read is bad input, with its line and column. `named` is what people call the file.
 */
export async function readHistory(path: string, named: string, roles: ColumnRoles): Promise<readonly HistoryChat[]> {
  const chats: HistoryChat[] = []
  const ids = new Set<string>()
  let places: ReadonlyMap<ColumnRole, number> | undefined
  let line = 1
  const delimiter = await delimiterOf(path, named)
  const file = createReadStream(path)
  const rows = file.pipe(parse({ bom: true, delimiter, info: true, skip_empty_lines: true, trim: true }))
  file.on('error', (error) => rows.destroy(error))
  try {
    for await (const { record, info } of rows as AsyncIterable<Row>) {
      if (places === undefined) places = placesOf(record, roles, named)
      else {
        const known = places
        const at = line
        const cell = (role: ColumnRole): string => record[known.get(role) ?? -1] ?? ''
        const object = (role: ColumnRole, expected: string): never => {
          const value = cell(role) === '' ? 'nothing' : JSON.stringify(cell(role))
          throw new BadInput(
            `${named}:${at}: column ${JSON.stringify(roles[role])}: expected ${expected}, got ${value}`,
          )
        }
        const chat = chatOfRow(cell, (role) => known.has(role), `chat-${chats.length + 1}`, object)
        if (ids.has(chat.id)) object('chat', 'each chat once')
        ids.add(chat.id)
        chats.push(chat)
      }
      line = info.lines + 1
    }
  } catch (error) {
    if (error instanceof BadInput) throw error
    if (error instanceof CsvError) throw new BadInput(`${named}:${line}: ${error.message}`, { cause: error })
    throw unreadable(named, error)
  }
  if (places === undefined) throw new BadInput(`${named}: expected a line of headings, got an empty file`)
  return chats
}

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

async function delimiterOf(path: string, named: string): Promise<string> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(65_536) })
      const [first = ''] = buffer.toString('utf8', 0, bytesRead).split('\n')
      const counts = [',', ';', '\t'].map((one) => [one, first.split(one).length] as const)
      return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0]
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
