import { Fields, parseJson, PayloadError } from '@pointsman/wire'
import type { ChatlayerEvent, UnknownEvent } from './event.ts'
import { instantOf, parseEntry } from './parse-entry.ts'

/**
 * Reads an event from the body's text: what it is stands in `event`, in older copies of the document in `type`. Strict
 * about what we use, tolerant of what else there is. Throws a `PayloadError` for the first thing that is wrong; an event
 * of a name that is not documented is no error.
 */
export function parseEvent(text: string): ChatlayerEvent | UnknownEvent {
  const root = new Fields(parseJson(text), '')
  const event =
    root.value('event') === undefined && root.value('type') !== undefined ? root.text('type') : root.text('event')
  if (event !== 'messages' && event !== 'offload') return { event: 'unknown', called: event }
  const at = instantOf(root)
  if (at === undefined) throw new PayloadError('timestamp', 'a time (ISO 8601)', 'nothing')
  const told = {
    botId: root.id('botId'),
    version: root.optionalText('version'),
    session: root.id('sessionId'),
    channel: root.optionalText('channel'),
    at,
  }
  const list = event === 'messages' ? 'messages' : 'transcript'
  const entries = root
    .list(list)
    .map((entry, i) => parseEntry(entry, `${list}[${i}]`, event === 'messages' ? `${at}#${i}` : `#${i}`))
  if (event === 'messages') return { ...told, event, messages: entries }
  const payload = root.value('payload')
  if (payload !== undefined) root.fields('payload')
  return { ...told, event, transcript: entries, payload: (payload ?? {}) as Readonly<Record<string, unknown>> }
}
