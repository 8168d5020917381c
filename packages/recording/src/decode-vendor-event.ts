import * as aivo from '@pointsman/aivo'
import * as chatlayer from '@pointsman/chatlayer'
import type { Fact } from '@pointsman/core'
import { describeValue, PayloadError } from '@pointsman/wire'

/** An event of a vendor who only tells, in core's words. */
export interface VendorEvent {
  /** The vendor and what they call it. */
  readonly trigger: string
  readonly facts: readonly Fact[]
}

/**
 * Reads the event of a journal line; undefined where the source is none that we know. `arrival` is what is written beside an
 * offload: as what it was read, and null where another event tells of the arrival. Throws a `PayloadError`.
 */
export function decodeVendorEvent(
  source: unknown,
  text: () => Buffer | string,
  arrival?: unknown,
): VendorEvent | undefined {
  const as = source === 'chatlayer' ? readAs(arrival) : undefined
  try {
    if (source === 'aivo') return fromAivo(text().toString())
    if (source === 'chatlayer') return fromChatlayer(text().toString(), as)
    return undefined
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    throw new PayloadError(error.path === '' ? 'event' : `event.${error.path}`, error.expected, error.got)
  }
}

/** As what an offload was read: undefined where nothing is written of it, null where it is told of elsewhere. */
type ReadAs = { readonly queue: string; readonly language: string } | null | undefined

function readAs(arrival: unknown): ReadAs {
  if (arrival === undefined || arrival === null) return arrival
  const { language, queue } = arrival as Readonly<Record<string, unknown>>
  if (typeof queue === 'string' && typeof language === 'string') return { queue, language }
  throw new PayloadError('arrival', 'null, or a queue and a language as text', describeValue(arrival))
}

function fromAivo(text: string): VendorEvent {
  const event = aivo.parseEvent(text)
  if (event.name === 'unknown') return { trigger: `aivo:${event.called}`, facts: [] }
  return { trigger: `aivo:${event.name}`, facts: aivo.decodeFacts(event) }
}

function fromChatlayer(text: string, as: ReadAs): VendorEvent {
  const event = chatlayer.parseEvent(text)
  if (event.event === 'unknown') return { trigger: `chatlayer:${event.called}`, facts: [] }
  const trigger = `chatlayer:${event.event}`
  if (as === null) return { trigger, facts: [] }
  // Where in a payload it is written what a chat is only the configuration knew.
  const facts = chatlayer.decodeFacts(event).map((fact) => (fact.kind === 'arrived' ? { ...fact, ...as } : fact))
  return { trigger, facts }
}
