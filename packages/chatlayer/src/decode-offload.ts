import type { Chat, Fact } from '@pointsman/core'
import { fieldAt, levelsOf, numberOf } from '@pointsman/wire'
import type { ChatlayerEvent, OffloadEvent } from './event.ts'
import type { Sender } from './message.ts'

/** Where it is written in an offload's `payload` what the chat is. Paths of field names with dots. */
export interface OffloadReading {
  /** Default `queue`. */
  readonly queue?: string | undefined
  /** From what is written there to our queues; what is not in it stays as it is. */
  readonly queues?: Readonly<Record<string, string>> | undefined
  /** Where nothing is written. Default `''`: no queue. */
  readonly defaultQueue?: string | undefined
  /** Default `language`; without one there, the customer's preferred language. */
  readonly language?: string | undefined
  /** Default `needs`: a list of `skill` or `skill:level`, one text with commas, or an object of levels. */
  readonly needs?: string | undefined
  /** Default `priority`: a number, or a text that is one. */
  readonly priority?: string | undefined
}

/** The chat that an offload asks for, in our words. The session is the chat and, as nothing else is known, the customer. */
export function decodeOffload(event: OffloadEvent, reading: OffloadReading = {}): Chat {
  const at = (path: string): unknown => fieldAt(event.payload, path.split('.'))
  const needs = at(reading.needs ?? 'needs')
  const priority = numberOf(at(reading.priority ?? 'priority'))
  return {
    id: event.session,
    queue: queueOf(at(reading.queue ?? 'queue'), reading),
    language: textOf(at(reading.language ?? 'language')).toLowerCase() || (customerOf(event)?.preferredLanguage ?? ''),
    createdAt: event.at,
    source: event.channel === '' ? 'chatlayer' : event.channel,
    customer: event.session,
    needs: levelsOf(needs, typeof needs === 'object' && !Array.isArray(needs) ? 'map' : 'list'),
    invited: none,
    rejectedBy: none,
    servedBefore: none,
    sentiment: '',
    priority: Number.isFinite(priority) ? priority : 0,
  }
}

/** What an event says has happened: an offload is an arrival, words are nothing that strategies know of. */
export function decodeFacts(event: ChatlayerEvent, reading: OffloadReading = {}): readonly Fact[] {
  if (event.event !== 'offload') return []
  const { id: chat, queue, language, customer } = decodeOffload(event, reading)
  return [{ kind: 'arrived', at: event.at, chat, queue, language, customer }]
}

/** The customer as the newest of their messages says. */
export function customerOf({ transcript }: OffloadEvent): Sender | undefined {
  return (
    transcript.findLast(({ sender }) => sender !== undefined && sender.preferredLanguage !== '')?.sender ??
    transcript.findLast(({ sender }) => sender !== undefined)?.sender
  )
}

const none: ReadonlySet<string> = new Set()

function queueOf(written: unknown, { queues = {}, defaultQueue = '' }: OffloadReading): string {
  const name = textOf(written)
  if (name === '') return defaultQueue
  return Object.hasOwn(queues, name) ? (queues[name] as string) : name
}

/** Text, or a number as one. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}
