import type { Answered } from '../platform/answer.ts'
import type { EmulatedChat } from '../platform/emulated-chat.ts'
import type { Observer } from '../platform/observer.ts'

/** Something that went to a webhook, and what came back. */
export interface Passage {
  readonly number: number
  /** Seconds since the start. */
  readonly at: number
  readonly trigger: string
  readonly chat: string
  /** Whether all was well. */
  readonly fine: boolean
  readonly outcome: string
  readonly tookMs: number
}

/** So many are remembered. */
const most = 60

/** The last that went to webhooks, how each open chat came to its agent, and whether anything is new. */
export class Traffic implements Observer {
  readonly passages: Passage[] = []
  /** Of the last answer about each open chat. */
  readonly answers: Map<string, Answered> = new Map()
  readonly #listeners = new Set<() => void>()
  #number = 0

  /** Calls when anything is new, until the answer is called. */
  listen(then: () => void): () => void {
    this.#listeners.add(then)
    return () => void this.#listeners.delete(then)
  }

  /** An event was posted. */
  posted(at: number, trigger: string, chat: string, outcome: string, tookMs: number): void {
    this.#add({ at, trigger, chat, fine: outcome === '200', outcome, tookMs })
  }

  answered({ id }: EmulatedChat, answered: Answered, at: number): void {
    const { kind, named, tookMs, why } = answered
    this.answers.set(id, answered)
    const outcome = [kind, named === undefined ? '' : `named ${named}`, why ?? '']
      .filter((word) => word !== '')
      .join(', ')
    this.#add({ at, trigger: 'chats:assign', chat: id, fine: kind === 'honoured' || kind === 'blank', outcome, tookMs })
  }

  closed({ id }: EmulatedChat): void {
    this.answers.delete(id)
    this.#tell()
  }

  arrived(): void {
    this.#tell()
  }

  changed(): void {
    this.#tell()
  }

  said(): void {
    this.#tell()
  }

  waits(): void {
    this.#tell()
  }

  #add(passage: Omit<Passage, 'number'>): void {
    this.passages.push({ number: this.#number++, ...passage })
    if (this.passages.length > most) this.passages.shift()
    this.#tell()
  }

  #tell(): void {
    for (const then of this.#listeners) then()
  }
}
