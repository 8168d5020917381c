import { PayloadError, describeValue, parseJson } from '@pointsman/wire'
import type { AgentId } from '@pointsman/core'
import {
  AssignDecoder,
  checkPayload,
  decodeFacts,
  isAssign,
  PayloadReader,
  type DecodeOptions,
  type Payload,
  type ReadRoster,
} from '@pointsman/inbenta'
import { byteTools } from './byte-tools.ts'
import { decodeVendorEvent } from './decode-vendor-event.ts'
import { entryApart } from './entry-apart.ts'
import { eventText } from './event-text.ts'
import type { JournalDecision } from './journal-entry.ts'
import { payloadId } from './payload-id.ts'
import type { Recorded } from './recorded.ts'
import { checkUtf8, textOf } from './text-of.ts'

/** A line that is whole but says nothing to us, by what it was triggered. */
export interface Ignored {
  readonly kind: 'ignored'
  readonly trigger: string
}

/** How to read lines. */
export interface LineOptions {
  readonly decode: Omit<DecodeOptions, 'id'>
  /** Requests bear the identity of their delivery; else where they are written. */
  readonly identify: boolean
}

/**
 * Reads lines of either kind that come one after another. Most agents are what they were in the payload before: those are the same
 * objects as there, so that whoever looks at one payload after another sees who is new.
 */
export class LineDecoder {
  readonly #reader = new PayloadReader(byteTools)
  readonly #decoder: AssignDecoder
  readonly #identify: boolean

  constructor({ decode, identify }: LineOptions) {
    this.#decoder = new AssignDecoder(decode)
    this.#identify = identify
  }

  /** Throws a `PayloadError` where the line is malformed. */
  decode(bytes: Buffer, file: string, line: number): Recorded | Ignored {
    if (startsWith(bytes, payloadStart)) {
      checkUtf8(bytes)
      const { outline, roster } = this.#reader.read(bytes)
      return this.#payload(outline, bytes, file, line, roster)
    }
    const told = this.#apart(bytes)
    if (told !== undefined) return this.#decode(told.payload, { file, line, ...told }, () => told.event)
    const text = textOf(bytes)
    const value = parseJson(text)
    if (!isEntry(value)) return this.#payload(checkPayload(value), bytes, file, line)
    const { at, answer, entry } = checkEntry(value)
    const { source, event } = value
    if (source !== 'inbenta') {
      const told = decodeVendorEvent(source, () => eventText(text, value), value['arrival'])
      if (told === undefined) return { kind: 'ignored', trigger: String(source) }
      const { trigger, facts } = told
      return facts.length === 0 ? { kind: 'ignored', trigger } : { kind: 'facts', file, line, at, facts }
    }
    return this.#decode(checkEvent(event), { file, line, at, answer, entry }, () => eventText(text, value))
  }

  /** Of a journal line as we write them the event is read as a payload is; undefined: it is another, or something is wrong with it. */
  #apart(bytes: Buffer): (Told & { readonly payload: Payload; readonly event: Buffer }) | undefined {
    const apart = entryApart(bytes)
    if (apart === undefined) return undefined
    const { entry, event } = apart
    try {
      checkUtf8(bytes)
      return { ...checkEntry(entry), payload: this.#reader.read(event).payload, event }
    } catch (error) {
      // To be said of the line as a whole.
      if (error instanceof PayloadError) return undefined
      throw error
    }
  }

  #payload(payload: Payload, bytes: Buffer, file: string, line: number, roster?: ReadRoster): Recorded | Ignored {
    const seconds = payload.created_at
    const at = typeof seconds === 'number' ? seconds * 1000 : undefined
    return this.#decode(payload, { file, line, at, answer: undefined }, () => bytes, roster)
  }

  #decode(
    payload: Payload,
    { file, line, at, answer, entry }: Place,
    body: () => Buffer | string,
    roster?: ReadRoster,
  ): Recorded | Ignored {
    const { trigger } = payload
    if (at === undefined) return { kind: 'ignored', trigger }
    if (isAssign(payload)) {
      const id = this.#identify ? payloadId(body()) : `${file}:${line}`
      const request = this.#decoder.decode(payload, id, roster)
      const recorded = { kind: 'request', file, line, at, trigger, request, answer } as const
      return entry === undefined ? recorded : { ...recorded, entry }
    }
    const facts = decodeFacts(payload)
    return facts.length === 0 ? { kind: 'ignored', trigger } : { kind: 'facts', file, line, at, facts }
  }
}

interface Place {
  readonly file: string
  readonly line: number
  readonly at: number | undefined
  readonly answer: AgentId | null | undefined
  readonly entry?: JournalDecision | undefined
}

/** What a journal line says beside the event. */
interface Told {
  readonly at: number
  readonly answer: AgentId | null | undefined
  readonly entry: JournalDecision | undefined
}

/** What has a trigger is a payload, and no entry of a journal. */
const payloadStart = Buffer.from('{"trigger":')

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.length >= start.length && bytes.compare(start, 0, start.length, 0, start.length) === 0
}

function isEntry(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !('trigger' in value) && ('event' in value || 'v' in value)
}

function checkEntry(value: Readonly<Record<string, unknown>>): Told {
  const { v, at, source, answer, decision } = value
  if (v !== 1) throw new PayloadError('v', '1', describeValue(v))
  if (typeof at !== 'number' || !Number.isFinite(at)) {
    throw new PayloadError('at', 'a number (milliseconds since 1970)', describeValue(at))
  }
  if (typeof source !== 'string') throw new PayloadError('source', 'text', describeValue(source))
  if (answer !== undefined && answer !== null && typeof answer !== 'string') {
    throw new PayloadError('answer', "an agent's id or null", describeValue(answer))
  }
  if (decision !== undefined && decision !== null && (typeof decision !== 'object' || Array.isArray(decision))) {
    throw new PayloadError('decision', 'an object', describeValue(decision))
  }
  const { propensity } = (decision ?? {}) as { readonly propensity?: unknown }
  if (propensity !== undefined && !(typeof propensity === 'number' && propensity > 0 && propensity <= 1)) {
    throw new PayloadError('decision.propensity', 'a number above 0 and at most 1', describeValue(propensity))
  }
  return { at, answer: answer === '' ? null : answer, entry: (decision ?? undefined) as JournalDecision | undefined }
}

function checkEvent(event: unknown): Payload {
  try {
    return checkPayload(event)
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    throw new PayloadError(error.path === '' ? 'event' : `event.${error.path}`, error.expected, error.got)
  }
}
