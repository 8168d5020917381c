import { plainText, type MessagesEvent, type OffloadEvent } from '@pointsman/chatlayer'
import { idOf, type Payload } from '@pointsman/inbenta'
import { fieldAt } from '@pointsman/wire'
import type { Handover, Taken } from '../handover/handover.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Link } from './link.ts'
import type { Linked, Links } from './links.ts'
import { botSpeaks, toAgentChat, toChatlayer } from './parcels.ts'
import { wordsOf } from './words-of.ts'

/** What a bridge stands on. */
export interface BridgeOptions {
  readonly links: Links
  readonly outbox: Outbox
  /** Makes a chat of an offload; undefined where nobody takes it. */
  readonly begin: (event: OffloadEvent) => Promise<Link | undefined>
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
  readonly #underWay = new Map<string, Promise<Taken>>()

  constructor(options: BridgeOptions) {
    this.#options = options
  }

  async offload(event: OffloadEvent): Promise<Taken> {
    const { session } = event
    if (this.#options.links.ofSession(session) !== undefined) return { taken: true }
    const underWay = this.#underWay.get(session)
    if (underWay !== undefined) return underWay
    const taking = this.#take(event).finally(() => this.#underWay.delete(session))
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
    const { catchUpWords, caughtUp, links, outbox } = this.#options
    await caughtUp
    if (trigger === 'messages:new') {
      const { id, chat, sender, text } = wordsOf(data)
      const linked = links.ofChat(chat)
      if (linked === undefined || sender === linked.user || text === '') return
      await outbox.put(toChatlayer(linked, id, text))
    } else if (trigger === 'chats:close') {
      const linked = links.ofChat(idOf(fieldAt(data, ['chatId'])))
      if (linked === undefined || linked.closed) return
      try {
        // What an agent said last may have been missed; when the chat is closed here nobody looks again.
        await catchUpWords(linked)
      } catch {
        // Left open: the next time that it is looked what was missed ends it.
        this.#options.missed()
        return
      }
      await outbox.put(botSpeaks(linked))
      await links.close(linked)
    }
  }

  async #take(event: OffloadEvent): Promise<Taken> {
    const link = await this.#options.begin(event)
    if (link === undefined) return { taken: false }
    await this.#options.links.add(link)
    return { taken: true }
  }
}
