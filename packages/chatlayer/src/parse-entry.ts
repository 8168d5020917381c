import { hashId, type Instant } from '@pointsman/core'
import { describeValue, Fields, PayloadError } from '@pointsman/wire'
import type { Sender, TranscriptEntry } from './message.ts'
import { parseMessage } from './parse-message.ts'

/**
 * Reads an entry of `messages` or of a transcript. `delivery` tells entries without an id and a time of their own from the
 * same words in another delivery. Throws a `PayloadError`.
 */
export function parseEntry(value: unknown, path: string, delivery = ''): TranscriptEntry {
  const entry = new Fields(value, path)
  const actor = entry.oneOf('actor', ['bot', 'user'])
  const said = entry.fields('message')
  const at = instantOf(entry) ?? instantOf(said)
  const message = parseMessage(said, actor)
  const id = said.optionalId('id')
  return {
    actor,
    at,
    message,
    sender: senderOf(said),
    id: id === '' ? `${actor}@${at ?? delivery}:${fingerprint(JSON.stringify(message))}` : id,
  }
}

/** Ids are logged and kept, and what was said must not be: 64 bits of it tell words of one moment apart. */
function fingerprint(said: string): string {
  return [hashId(said), hashId(`${said.length}:${said}`)].map((part) => (part >>> 0).toString(36)).join('-')
}

/** The time under `timestamp`: ISO 8601; undefined where there is none. */
export function instantOf(fields: Fields): Instant | undefined {
  const value = fields.value('timestamp')
  if (value === undefined) return undefined
  const ms = typeof value === 'string' && isoTime.test(value) ? Date.parse(value) : NaN
  if (Number.isNaN(ms)) throw new PayloadError(fields.at('timestamp'), 'a time (ISO 8601)', describeValue(value))
  return ms / 1000
}

/** With a zone: a time without one means another instant on another machine. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

function senderOf(said: Fields): Sender | undefined {
  if (said.value('sender') === undefined) return undefined
  const sender = said.fields('sender')
  const isEmulator = sender.value('isEmulator')
  return {
    id: sender.optionalId('id'),
    firstname: sender.optionalText('firstname'),
    preferredLanguage: sender.optionalText('preferredLanguage').toLowerCase(),
    isEmulator: isEmulator === true || isEmulator === 'true',
  }
}
