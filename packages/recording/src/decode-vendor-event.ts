import * as aivo from '@pointsman/aivo'
import * as chatlayer from '@pointsman/chatlayer'
import type { Fact } from '@pointsman/core'
import { PayloadError } from '@pointsman/wire'

/** An event of a vendor who only tells, in core's words. */
export interface VendorEvent {
  /** The vendor and what they call it. */
  readonly trigger: string
  readonly facts: readonly Fact[]
}

/** Reads the event of a journal line; undefined where the source is none that we know. Throws a `PayloadError`. */
export function decodeVendorEvent(source: unknown, text: () => Buffer | string): VendorEvent | undefined {
  try {
    if (source === 'aivo') return fromAivo(text().toString())
    if (source === 'chatlayer') return fromChatlayer(text().toString())
    return undefined
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    throw new PayloadError(error.path === '' ? 'event' : `event.${error.path}`, error.expected, error.got)
  }
}

function fromAivo(text: string): VendorEvent {
  const event = aivo.parseEvent(text)
  if (event.name === 'unknown') return { trigger: `aivo:${event.called}`, facts: [] }
  return { trigger: `aivo:${event.name}`, facts: aivo.decodeFacts(event) }
}

function fromChatlayer(text: string): VendorEvent {
  const event = chatlayer.parseEvent(text)
  if (event.event === 'unknown') return { trigger: `chatlayer:${event.called}`, facts: [] }
  return { trigger: `chatlayer:${event.event}`, facts: chatlayer.decodeFacts(event) }
}
