import type { Answered, EmulatedChat } from '@pointsman/emulator'
import { printable } from '../terminal/printable.ts'

/** A decision in a line: when, which chat, whom, and why not the one named where it was somebody else. */
export function decisionLine(chat: EmulatedChat, answered: Answered, at: number): string {
  const { kind, named, taken, tookMs, why } = answered
  const who = taken ?? (kind === 'moot' ? 'over already' : 'nobody, waits')
  const how =
    kind === 'honoured'
      ? `webhook, ${tookMs.toFixed(0)} ms`
      : `${taken === undefined ? '' : 'by default: '}${reasons[kind]}${named === undefined ? '' : ` (${named})`}${why === undefined ? '' : `, ${why}`}`
  return printable(`${clockTime(at)}  ${chat.id}  queue ${chat.traits.room}  -> ${who}  [${how}]`)
}

const reasons: Readonly<Record<Exclude<Answered['kind'], 'honoured'>, string>> = {
  blank: 'the webhook named nobody',
  invalid: 'the webhook named nobody who was listed',
  full: 'whom the webhook named has no room',
  late: 'the webhook was late',
  failed: 'the webhook failed',
  moot: 'the chat was over',
}

function clockTime(at: number): string {
  const seconds = Math.floor(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
