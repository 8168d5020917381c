import type { Witness, World, WorldAgent, WorldChat } from '@pointsman/world'
import type { Clock } from '../clock/clock.ts'
import { phase } from '../clock/phase.ts'
import type { EmulatedChat } from './emulated-chat.ts'
import type { Observer } from './observer.ts'
import type { QueueNews } from './queue-news.ts'
import type { Settings } from './settings.ts'

/** What the aftermath stands on. */
export interface AftermathOptions {
  readonly settings: Settings
  readonly clock: Clock
  readonly observers: readonly Observer[]
  readonly news: QueueNews
  readonly chatOf: (record: WorldChat) => EmulatedChat
  /** The line is another: its customers are to be told before long. */
  readonly lineChanged: () => void
  /** The chat is over for the world. */
  readonly ended: (chat: EmulatedChat, record: WorldChat, agent: WorldAgent | undefined, at: number) => void
  /** Somebody is invited, or has the chat. */
  readonly found: (chat: EmulatedChat) => void
  readonly settle: () => void
}

/** What follows from what happens in the world: invitations run out, waiting chats are asked for again, observers are told. */
export class Aftermath implements Witness {
  readonly #options: AftermathOptions
  #world: World = undefined as unknown as World

  constructor(options: AftermathOptions) {
    this.#options = options
  }

  /** The world, which needs its witness first. */
  attach(world: World): void {
    this.#world = world
  }

  /** The platform that is emulated knows of no transfer. */
  transferred(): void {}

  waits(record: WorldChat, at: number): void {
    const chat = this.#chat(record)
    this.#options.lineChanged()
    this.#retryLater(chat, record, at)
    for (const observer of this.#options.observers) observer.waits?.(chat, at)
  }

  invited(record: WorldChat, agent: WorldAgent, at: number): void {
    const chat = this.#chat(record)
    const { clock, observers, settings } = this.#options
    this.#stopWaiting(chat)
    chat.lastActivityAt = at
    chat.expiry = clock.at(at + settings.interval, phase.expire, () => {
      chat.expiry = undefined
      this.#world.apply({ kind: 'expire', chat: record }, clock.now())
      this.#options.settle()
    })
    for (const observer of observers) observer.invited?.(chat, agent, at)
    this.#options.found(chat)
  }

  attended(record: WorldChat, agent: WorldAgent, at: number): void {
    const chat = this.#chat(record)
    this.#stopWaiting(chat)
    this.#uninvite(chat)
    chat.attendedAt ??= at
    chat.lastActivityAt = at
    chat.solver = agent.id
    this.#options.news.attended(record.queue, at)
    for (const observer of this.#options.observers) observer.attended?.(chat, agent, at)
    this.#options.found(chat)
  }

  refused(record: WorldChat, agent: WorldAgent, at: number): void {
    const chat = this.#chat(record)
    this.#uninvite(chat)
    for (const observer of this.#options.observers) observer.refused?.(chat, agent, at)
  }

  expired(record: WorldChat, agent: WorldAgent, at: number): void {
    const chat = this.#chat(record)
    this.#uninvite(chat)
    for (const observer of this.#options.observers) observer.expired?.(chat, agent, at)
  }

  withdrawn(record: WorldChat, agent: WorldAgent, at: number): void {
    const chat = this.#chat(record)
    this.#uninvite(chat)
    for (const observer of this.#options.observers) observer.withdrawn?.(chat, agent, at)
  }

  ended(record: WorldChat, agent: WorldAgent | undefined, at: number): void {
    const chat = this.#chat(record)
    this.#stopWaiting(chat)
    this.#uninvite(chat)
    for (const observer of this.#options.observers) observer.ended?.(chat, agent, at)
    this.#options.ended(chat, record, agent, at)
  }

  changed(agent: WorldAgent, at: number): void {
    for (const observer of this.#options.observers) observer.changed?.(agent, at)
  }

  #chat(record: WorldChat): EmulatedChat {
    return this.#options.chatOf(record)
  }

  #retryLater(chat: EmulatedChat, record: WorldChat, at: number): void {
    const { clock, settings } = this.#options
    if (settings.retryInterval === Infinity || chat.retry !== undefined) return
    chat.retry = clock.at(at + settings.retryInterval, phase.retry, () => {
      chat.retry = undefined
      this.#world.apply({ kind: 'retry', chat: record }, clock.now())
      this.#options.settle()
      if (record.state === 'waiting') this.#retryLater(chat, record, clock.now())
    })
  }

  #stopWaiting(chat: EmulatedChat): void {
    chat.retry?.cancel()
    chat.retry = undefined
    if (chat.toldPosition !== undefined) this.#options.lineChanged()
  }

  #uninvite(chat: EmulatedChat): void {
    chat.expiry?.cancel()
    chat.expiry = undefined
  }
}
