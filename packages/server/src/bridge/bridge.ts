import { plainText, type MessagesEvent, type OffloadEvent } from '@pointsman/chatlayer'
import { idOf, type Payload } from '@pointsman/inbenta'
import { fieldAt } from '@pointsman/wire'
import type { Handover, Taken } from '../handover/handover.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { Beginnings } from './beginnings.ts'
import { endLink } from './end-link.ts'
import type { Link } from './link.ts'
import type { Linked, Links } from './links.ts'
import { toAgentChat } from './parcels.ts'
import { passOn } from './pass-on.ts'
import { wordsOf } from './words-of.ts'

/** What a bridge stands on. */
export interface BridgeOptions {
  readonly links: Links
  readonly outbox: Outbox
  /** Makes a chat of an offload; undefined where nobody takes it. Is to end with the signal. */
  readonly begin: (event: OffloadEvent, signal: AbortSignal) => Promise<Link | undefined>
  /** Looks what was missed in a chat, and whether it is over. Rejects where that cannot be known. */
  readonly catchUp: (linked: Linked) => Promise<void>
  /** Chats that were claimed for the conversation are free. */
  readonly release: (session: string) => void
  /** Has a chat closed that nobody is to have; resolves when that is safe. */
  readonly drop: (chat: string) => Promise<void>
  /** Begins the time within which an offload must be answered. */
  readonly limit: () => AbortSignal
  /** Puts what agents said in the chat and nobody told; rejects where Agent Chat cannot be asked. */
  readonly catchUpWords: (linked: Linked) => Promise<void>
  /** It was looked what was missed before the start, or could not be: only then is anything heard, so that it comes behind. */
  readonly caughtUp: Promise<void>
  /** Something may have been missed: it is to be looked soon. */
  readonly missed: () => void
}

/**
 * Between a bot and Agent Chat: an offload becomes a chat with its transcript as history, the customer's words go there,
 * the agents' words come back, and when the chat is closed the bot speaks again.
 */
export class Bridge implements Handover {
  readonly #options: BridgeOptions
  readonly #beginnings: Beginnings
  readonly #underWay = new Map<string, Promise<Taken>>()
  /** By chat: what agents said before there was a link is being looked up. */
  readonly #catchingUp = new Map<string, Promise<void>>()

  constructor(options: BridgeOptions) {
    this.#options = options
    this.#beginnings = new Beginnings({
      begin: options.begin,
      limit: options.limit,
      keep: (link) => this.#keep(link),
      drop: (link) => this.#drop(link),
      release: options.release,
    })
  }

  async offload(event: OffloadEvent): Promise<Taken> {
    const { session, at } = event
    const underWay = this.#underWay.get(session)
    if (underWay !== undefined) return underWay
    const linked = this.#options.links.ofSession(session)
    if (linked?.offloadedAt === at) return { taken: true }
    const taking = this.#take(event, linked).finally(() => this.#underWay.delete(session))
    this.#underWay.set(session, taking)
    return taking
  }

  async said({ session, messages }: MessagesEvent): Promise<void> {
    // What is said while the chat is being made belongs to it.
    await this.#underWay.get(session)?.catch(() => undefined)
    const { links, outbox } = this.#options
    const linked = links.ofSession(session)
    if (linked === undefined) return
    for (const { actor, id, message } of messages) {
      const text = plainText(message)
      if (actor !== 'user' || text === '') continue
      const ordinal = await links.ordinalOf(linked, id)
      if (ordinal !== undefined) await outbox.put(toAgentChat(linked, id, text, ordinal))
    }
  }

  /** Something that Agent Chat tells; resolves when what follows from it is safe. */
  async heard({ trigger, data }: Payload): Promise<void> {
    const { catchUpWords, caughtUp, links, missed } = this.#options
    await caughtUp
    if (trigger === 'messages:new') {
      const words = wordsOf(data)
      await this.#catchingUp.get(words.chat)
      const linked = links.ofChat(words.chat)
      if (linked !== undefined) await passOn(linked, words, this.#options)
    } else if (trigger === 'chats:close') {
      const chat = idOf(fieldAt(data, ['chatId']))
      await this.#catchingUp.get(chat)
      const linked = links.ofChat(chat)
      if (linked === undefined || linked.closed) return
      try {
        // What an agent said last may have been missed; when the chat is closed here nobody looks again.
        await catchUpWords(linked)
      } catch {
        // Left open: the next time that it is looked what was missed ends it.
        return missed()
      }
      await endLink(linked, this.#options)
    }
  }

  async #take(event: OffloadEvent, linked: Linked | undefined): Promise<Taken> {
    const { links, catchUp } = this.#options
    if (linked !== undefined) {
      // Asked for once more: that chat may be over without our having been told.
      await catchUp(linked).catch(() => undefined)
      if (links.ofSession(event.session) !== undefined) return { taken: true }
    }
    return { taken: await this.#beginnings.take(event) }
  }

  /** What agents said or did before this was safe came to nothing: it is looked up before anything else of the chat. */
  async #keep(link: Link): Promise<void> {
    const { links, catchUp } = this.#options
    const added = links.add(link)
    const caughtUp = added
      .then(() => catchUp(links.ofChat(link.chat) as Linked))
      // It is looked again every so often.
      .catch(() => undefined)
      .finally(() => this.#catchingUp.delete(link.chat))
    this.#catchingUp.set(link.chat, caughtUp)
    await added
  }

  async #drop({ chat }: Link): Promise<void> {
    const { links, drop } = this.#options
    const linked = links.ofChat(chat)
    if (linked !== undefined) await links.close(linked)
    await drop(chat)
  }
}
