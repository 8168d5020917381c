import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Outcome } from '@pointsman/simulator'

/** What came of a batch: outcomes in the order of replications, or what a replication threw. */
export type Answer =
  | { readonly kind: 'outcomes'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }

/** More text than this is compressed. */
const large = 1024

/** An answer as text. Numbers come back as they were, bit for bit, those too that JSON does not have. */
export function answerText(answer: Answer): string {
  const text = JSON.stringify(answer, (_, value: unknown) => {
    if (typeof value === 'string') return value.startsWith(mark) ? mark + value : value
    return typeof value !== 'number' || isPlain(value) ? value : mark + (Object.is(value, -0) ? '-0' : String(value))
  })
  return text.length < large ? text : `z${deflateRawSync(text).toString('base64')}`
}

/** The answer of a text. */
export function answerOf(text: string): Answer {
  const json = text.startsWith('z') ? inflateRawSync(Buffer.from(text.slice(1), 'base64')).toString() : text
  return JSON.parse(json, (_, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith(mark)) return value
    return value.startsWith(mark + mark) ? value.slice(1) : Number(value.slice(1))
  }) as Answer
}

/** Before a number that JSON does not have, and before a text that begins with it. */
const mark = '#'

function isPlain(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0)
}
