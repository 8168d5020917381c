import { agent as plainAgent, chat as plainChat, plain } from '@pointsman/core/checking'
import stringWidth from 'string-width'
import { printable } from '../terminal/printable.ts'
import { wrap } from '../terminal/wrap.ts'

/**
 * A case that a law was tried on, laid out for people: of agents and chats only what differs from the plain ones, each
 * value on one line where there is room for it.
 */
export function caseInWords(value: unknown, width: number): readonly string[] {
  return laidOut(value, '', '', width)
}

/** What the plain ones are, in words. */
export const plainWords =
  'agents are shown as they differ from one online, with 2 free slots, in queue 1, speaking anything'

function laidOut(value: unknown, label: string, indent: string, width: number): readonly string[] {
  const line = `${indent}${label}${inline(value)}`
  const parts = partsOf(value)
  if (stringWidth(line) <= width || parts === undefined) return [line]
  const { kind, entries, listed } = parts
  if (entries.every(([, part]) => partsOf(part) === undefined)) {
    return wrap(`${label}${inline(value)}`, width, `${indent}  `, indent).split('\n')
  }
  const inner = entries.flatMap(([key, part]) => {
    if (!listed) return laidOut(part, `${key}: `, `${indent}  `, width)
    const [first = '', ...others] = laidOut(part, '', `${indent}    `, width)
    return [`${indent}  - ${first.trimStart()}`, ...others]
  })
  const head = `${indent}${label}${kind}`.trimEnd()
  return head === indent.trimEnd() ? inner.map((each) => each.slice(2)) : [head, ...inner]
}

function inline(value: unknown): string {
  const parts = partsOf(value)
  if (parts === undefined) return word(value)
  const { kind, entries, listed } = parts
  const inner = entries.map(([key, part]) => (listed ? inline(part) : `${key}: ${inline(part)}`)).join(', ')
  return `${kind}${kind === '' ? '' : ' '}${listed ? `[${inner}]` : `{${inner}}`}`
}

interface Parts {
  readonly kind: string
  readonly entries: readonly (readonly [key: string, value: unknown])[]
  readonly listed: boolean
}

function partsOf(value: unknown): Parts | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (value instanceof Map)
    return { kind: '', entries: [...value].map(([key, one]) => [word(key), one]), listed: false }
  if (Symbol.iterator in value) {
    return { kind: '', entries: [...(value as Iterable<unknown>)].map((one) => ['', one]), listed: true }
  }
  if ('pendingInvitations' in value) return { kind: 'agent', entries: different(value, plainAgent()), listed: false }
  if ('rejectedBy' in value) return { kind: 'chat', entries: different(value, plainChat()), listed: false }
  return { kind: '', entries: Object.entries(value), listed: false }
}

function different(value: object, ordinary: object): Parts['entries'] {
  const usual = new Map(Object.entries(ordinary))
  return Object.entries(value).filter(([key, one]) => key === 'id' || plain(one) !== plain(usual.get(key)))
}

function word(value: unknown): string {
  if (typeof value !== 'string') return String(value)
  return /^[\p{L}\p{N}_@#.-]+$/u.test(value) ? value : printable(JSON.stringify(value))
}
