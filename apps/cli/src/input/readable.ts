import { stat } from 'node:fs/promises'
import type { RecordingSummary } from '@pointsman/recording'
import { BadInput } from './bad-input.ts'
import { readJson } from './read-json.ts'

/** A longer file is no payload that somebody pretty-printed. */
const longestPayload = 64 * 1024 * 1024

/** Throws BadInput where a recording has lines and not one of them is whole: it is something else. */
export async function readable(path: string, { lines, malformed }: RecordingSummary): Promise<void> {
  if (malformed.count === 0 || malformed.count < lines) return
  const first = malformed.reasons[0]
  const hint = (await isDocument(path))
    ? 'it is one JSON document: for a single payload use decide'
    : `${first?.file}:${first?.line}: ${first?.reason}`
  throw new BadInput(`${path}: no line of it could be read as a payload or a journal entry; ${hint}`)
}

async function isDocument(path: string): Promise<boolean> {
  try {
    const { size } = await stat(path)
    return size <= longestPayload && (await readJson(path)) instanceof Object
  } catch {
    return false
  }
}
