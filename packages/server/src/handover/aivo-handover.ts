import type { AivoEvent } from '@pointsman/aivo'
import {
  customerOf,
  decodeOffload,
  plainText,
  type MessagesEvent,
  type OffloadEvent,
  type OffloadReading,
} from '@pointsman/chatlayer'
import type { QueueDesk } from '../aivo/queue-desk.ts'
import { endLink } from '../bridge/end-link.ts'
import type { Links } from '../bridge/links.ts'
import { toAivo } from '../bridge/parcels.ts'
import { passOn } from '../bridge/pass-on.ts'
import type { Log } from '../log.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Handover, Taken } from './handover.ts'
import { hashOf } from './hash-of.ts'

/** What handing over to Aivo stands on. */
export interface AivoHandoverOptions {
  readonly desk: QueueDesk
  readonly links: Links
  readonly outbox: Outbox
  readonly reading: OffloadReading
  /** Whether it is known how customers' words are posted to Aivo. */
  readonly forwards: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Log
}

/** A conversation that was handed over so long ago is over, told or not, where the bot asks for somebody again. */
const longestSeconds = 24 * 3600

/** Of so many messages of the transcript it is remembered that they are no new ones. */
const mostHandedOver = 50

/**
 * Between a bot and Aivo: an offload is put in Aivo's queue, what is said there comes back, and when the conversation is
 * closed the bot speaks again.
 */
export class AivoHandover implements Handover {
  readonly #options: AivoHandoverOptions
  readonly #underWay = new Map<string, Promise<Taken>>()

  constructor(options: AivoHandoverOptions) {
    this.#options = options
  }

  async offload(event: OffloadEvent): Promise<Taken> {
    const { at, session } = event
    const { links } = this.#options
    const underWay = this.#underWay.get(session)
    if (underWay !== undefined) return underWay
    const linked = links.ofSession(session)
    // Also where it was asked for once more: Aivo cannot be asked whether the conversation goes on.
    if (linked !== undefined && at - linked.offloadedAt < longestSeconds) return { taken: true }
    if (linked !== undefined) await links.close(linked)
    const taking = this.#take(event).finally(() => this.#underWay.delete(session))
    this.#underWay.set(session, taking)
    return taking
  }

  async said({ session, messages }: MessagesEvent): Promise<void> {
    const { forwards, links, outbox } = this.#options
    if (!forwards) return
    // What is said while the conversation is being queued belongs to it.
    await this.#underWay.get(session)?.catch(() => undefined)
    const linked = links.ofSession(session)
    if (linked === undefined) return
    for (const { actor, id, message } of messages) {
      const text = plainText(message)
      if (actor !== 'user' || text === '') continue
      const ordinal = await links.ordinalOf(linked, id)
      if (ordinal !== undefined) await outbox.put(toAivo(linked, id, text))
    }
  }

  /** Something that Aivo tells; resolves when what follows from it is safe. */
  async heard(event: AivoEvent): Promise<void> {
    const { links } = this.#options
    const { name, room, nanoseconds } = event
    if (name !== 'messageToClient' && name !== 'close') return
    const linked = links.ofChat(room)
    if (linked === undefined) return
    // Files come as an address. The platform's own words are for the customer, too.
    if (name === 'messageToClient')
      await passOn(
        linked,
        { id: String(nanoseconds), chat: room, sender: event.source, text: event.value },
        this.#options,
      )
    else await this.end(room)
  }

  /** It is over though nothing told so; resolves, when that is safe, to whether it was open. */
  async end(room: string): Promise<boolean> {
    const { links, outbox } = this.#options
    const linked = links.ofChat(room)
    if (linked === undefined || linked.closed) return false
    await endLink(linked, { links, outbox })
    return true
  }

  async #take(event: OffloadEvent): Promise<Taken> {
    const { desk, links, log, now, reading } = this.#options
    const { at, botId, session, transcript, version } = event
    const { queue } = decodeOffload(event, reading)
    const group = Number(queue)
    if (queue === '' || !Number.isSafeInteger(group)) {
      log.error({ queue }, 'an offload names no group of Aivo’s: expected a whole number as its queue')
      return { taken: false }
    }
    const handedOver = transcript.flatMap(({ actor, id }) => (actor === 'user' ? [id] : [])).slice(-mostHandedOver)
    const hash = await hashOf(session)
    const queued = await desk.ask({
      id: `offload:${session}@${at}`,
      hash,
      groups: [group],
      atMs: now(),
      of: { botId, session, version, offloadedAt: at, handedOver },
      user: { firstname: customerOf(event)?.firstname || session },
    })
    // Of an offload that comes again long after, the conversation may be over.
    return { taken: queued.kind === 'queued' && links.ofChat(queued.room)?.closed === false }
  }
}
