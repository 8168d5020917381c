import { stat } from 'node:fs/promises'
import type { RecordingSummary } from '@pointsman/recording'
import { BadInput } from './bad-input.ts'
import { readText } from './read-text.ts'
import { whatItIs } from './what-it-is.ts'

/** A longer file is no payload that somebody pretty-printed. */
const longestPayload = 64 * 1024 * 1024

/** Throws BadInput where a recording has lines and not one of them is whole: it is something else. */
export async function readable(path: string, { lines, malformed }: RecordingSummary): Promise<void> {
  if (malformed.count === 0 || malformed.count < lines) return
  const first = malformed.reasons[0]
  const hint = (await whatIsAt(path)) ?? `${first?.file}:${first?.line}: ${first?.reason}`
  throw new BadInput(`${path}: no line of it could be read as a payload or a journal entry; ${hint}`)
}

async function whatIsAt(path: string): Promise<string | undefined> {
  const file = await stat(path).catch(() => undefined)
  if (file === undefined || !file.isFile() || file.size > longestPayload) return undefined
  return whatItIs(await readText(path))
}
