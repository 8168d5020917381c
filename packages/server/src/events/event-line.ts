import { quoteLongIntegers } from '@pointsman/aivo'
import { parseJson } from '@pointsman/wire'
import type { Told } from './event-intake.ts'

/**
 * An event's text in one line, with `redact` let loose on what it says. Of Aivo's that is `data` alone: beside it, `name`
 * is what the event is called. Times in nanoseconds keep their last digit.
 */
export function eventLine(text: string, source: Told['source'], redact: (value: unknown) => void): string {
  if (source === 'chatlayer') {
    const event = parseJson(text)
    redact(event)
    return JSON.stringify(event)
  }
  const event = parseJson(quoteLongIntegers(text)) as { readonly data?: unknown }
  redact(event.data)
  return JSON.stringify(event).replace(/"timestamp":"(\d{16,})"/, '"timestamp":$1')
}
