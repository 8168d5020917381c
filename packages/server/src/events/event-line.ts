import { quoteLongIntegers, userHash } from '@pointsman/aivo'
import { parseJson } from '@pointsman/wire'
import type { Told } from './event-intake.ts'

/**
 * An event's text in one line, with `redact` let loose on what it says. Of Aivo's that is `data` alone: beside it, `name`
 * is what the event is called. Times in nanoseconds keep their last digit; what Aivo appends to a user's hash, the bot's
 * token, is not written down.
 */
export function eventLine(text: string, source: Told['source'], redact: (value: unknown) => void): string {
  if (source !== 'aivo') {
    const event = parseJson(text)
    redact(event)
    return JSON.stringify(event)
  }
  const event = parseJson(quoteLongIntegers(text)) as { readonly data?: { hash?: unknown } | null }
  const { data } = event
  if (typeof data === 'object' && data !== null && typeof data.hash === 'string') data.hash = userHash(data.hash)
  redact(data)
  return JSON.stringify(event).replace(/"timestamp":"(\d{16,})"/, '"timestamp":$1')
}
