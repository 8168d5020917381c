import { PayloadError, describeValue, parseJson } from '@pointsman/wire'
import type { AgentId } from '@pointsman/core'
import { checkPayload, decodeAssign, decodeFacts, isAssign, type DecodeOptions, type Payload } from '@pointsman/inbenta'
import { decodeVendorEvent } from './decode-vendor-event.ts'
import { eventText } from './event-text.ts'
import type { JournalDecision } from './journal-entry.ts'
import { payloadId } from './payload-id.ts'
import type { Recorded } from './recorded.ts'
import { textOf } from './text-of.ts'

/** A line that is whole but says nothing to us, by what it was triggered. */
export interface Ignored {
  readonly kind: 'ignored'
  readonly trigger: string
}

/** Reads a line of either kind. Throws a `PayloadError` where it is malformed. */
export function decodeLine(bytes: Buffer, file: string, line: number, options: DecodeOptions): Recorded | Ignored {
  const text = textOf(bytes)
  const value = parseJson(text)
  if (!isEntry(value)) {
    const payload = checkPayload(value)
    const seconds = payload.created_at
    const at = typeof seconds === 'number' ? seconds * 1000 : undefined
    return decode(payload, { file, line, at, answer: undefined }, () => bytes, options)
  }
  const { at, answer, decision } = checkEntry(value)
  const { source, event } = value
  if (source !== 'inbenta') {
    const told = decodeVendorEvent(source, () => eventText(text, value), value['arrival'])
    if (told === undefined) return { kind: 'ignored', trigger: String(source) }
    const { trigger, facts } = told
    return facts.length === 0 ? { kind: 'ignored', trigger } : { kind: 'facts', file, line, at, facts }
  }
  const place = { file, line, at, answer, ...(decision === undefined ? {} : { entry: decision }) }
  return decode(checkEvent(event), place, () => eventText(text, value), options)
}

interface Place {
  readonly file: string
  readonly line: number
  readonly at: number | undefined
  readonly answer: AgentId | null | undefined
  readonly entry?: JournalDecision
}

function decode(
  payload: Payload,
  { file, line, at, answer, entry }: Place,
  body: () => Buffer | string,
  options: DecodeOptions,
): Recorded | Ignored {
  const { trigger } = payload
  if (at === undefined) return { kind: 'ignored', trigger }
  if (isAssign(payload)) {
    const request = decodeAssign(payload, { ...options, id: payloadId(body()) })
    const recorded = { kind: 'request', file, line, at, trigger, request, answer } as const
    return entry === undefined ? recorded : { ...recorded, entry }
  }
  const facts = decodeFacts(payload)
  return facts.length === 0 ? { kind: 'ignored', trigger } : { kind: 'facts', file, line, at, facts }
}

function isEntry(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !('trigger' in value) && ('event' in value || 'v' in value)
}

function checkEntry(entry: Readonly<Record<string, unknown>>): {
  at: number
  answer: AgentId | null | undefined
  decision: JournalDecision | undefined
} {
  const { v, at, source, answer, decision } = entry
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
  return { at, answer: answer === '' ? null : answer, decision: (decision ?? undefined) as JournalDecision | undefined }
}

function checkEvent(event: unknown): Payload {
  try {
    return checkPayload(event)
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    throw new PayloadError(error.path === '' ? 'event' : `event.${error.path}`, error.expected, error.got)
  }
}
