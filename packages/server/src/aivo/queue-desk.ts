import { decodeFacts, parseEvent, QueueError, queuedEvent, type AivoEvent, type QueueCall } from '@pointsman/aivo'
import { PayloadError } from '@pointsman/wire'
import type { EventIntake } from '../events/event-intake.ts'
import type { Log } from '../log.ts'
import type { Counter } from '../metrics/counter.ts'
import type { Ask } from './ask.ts'
import type { Asked, Asks } from './asks.ts'

/** What came of a wish. */
export type Queued =
  | { readonly kind: 'queued'; readonly room: string }
  /** It is certain that nobody is queued. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Nobody heard what became of the call: it is not made again. */
  | { readonly kind: 'unknown'; readonly why: string }

/** A wish, and who wishes it: that is told Aivo, and not written down. */
export interface Wish extends Ask {
  readonly user: Omit<QueueCall['user'], 'hash'>
}

/** What a queue desk stands on. */
export interface QueueDeskOptions {
  readonly asks: Asks
  readonly botId: number
  /** Aivo's queue call. */
  readonly call: (call: QueueCall) => Promise<string>
  readonly intake: EventIntake
  /** What follows from a room that is known, beside the journal's line; `late`: whoever asked may have been told otherwise. */
  readonly follow: (asked: Asked & { readonly room: string }, late: boolean) => Promise<void>
  readonly log: Log
  readonly calls: Counter
}

/**
 * Puts conversations in Aivo's queue, and writes down when the customer asked. Each wish leaves at most once: a second call may
 * queue the customer twice. Where the answer was lost, the room is learned from the first event that bears the user's hash.
 */
export class QueueDesk {
  readonly #options: QueueDeskOptions
  /** By the wish's id. */
  readonly #underWay = new Map<string, Promise<Queued>>()
  /** By the user's hash, when those of theirs that are under way are over. */
  readonly #ofUser = new Map<string, Promise<unknown>>()
  /** What an earlier process did not get done is done. */
  readonly caughtUp: Promise<void>

  constructor(options: QueueDeskOptions) {
    this.#options = options
    this.caughtUp = this.#catchUp()
  }

  /** Rejects where the wish cannot be written down: nothing was asked then. */
  async ask(wish: Wish): Promise<Queued> {
    const { id, hash } = wish
    await this.caughtUp
    const underWay = this.#underWay.get(id)
    if (underWay !== undefined) return underWay
    const known = this.#options.asks.of(id)
    if (known?.room !== undefined) return { kind: 'queued', room: known.room }
    if (known !== undefined) return { kind: 'unknown', why: 'what became of the call was lost' }
    const asking = this.#ask(wish)
    this.#underWay.set(id, asking)
    const before = this.#ofUser.get(hash)
    const over = Promise.allSettled([before, asking]).finally(() => {
      this.#underWay.delete(id)
      if (this.#ofUser.get(hash) === over) this.#ofUser.delete(hash)
    })
    this.#ofUser.set(hash, over)
    return asking
  }

  /**
   * An event names a room for a user: it may be the one whose call's answer nobody heard, or is about to be heard. Resolves
   * when what follows from that is safe.
   */
  async learn(room: string, hash: string): Promise<void> {
    const { asks } = this.#options
    await this.caughtUp
    if (hash === '' || asks.ofRoom(room)?.settled === true) return
    await this.#ofUser.get(hash)
    const known = asks.ofRoom(room)
    const lost = known === undefined ? asks.lostOf(hash) : undefined
    if (known?.settled === false) await this.#follow(known, room, true)
    if (lost !== undefined) await this.#found(lost, room, true)
  }

  async #ask({ user, ...ask }: Wish): Promise<Queued> {
    const { asks, call, calls, log } = this.#options
    const asked = await asks.add(ask)
    let room: string
    try {
      room = await call({ groups: ask.groups, user: { hash: ask.hash, ...user } })
    } catch (error) {
      const why = (error as Error).message
      const uncertain = error instanceof QueueError ? error.uncertain : !(error instanceof PayloadError)
      calls.inc(uncertain ? 'unknown' : 'refused')
      log.error(
        { error: why },
        uncertain ? 'a queue call of which nobody knows what became' : 'a queue call was refused',
      )
      if (uncertain) asks.lose(asked)
      else await asks.refuse(asked)
      return { kind: uncertain ? 'unknown' : 'refused', why }
    }
    calls.inc('queued')
    // They are in the queue, whatever becomes of what follows.
    await this.#found(asked, room, false).catch((error: unknown) => this.#notFollowed(error))
    return { kind: 'queued', room }
  }

  async #found(asked: Asked, room: string, late: boolean): Promise<void> {
    await this.#options.asks.found(asked, room)
    await this.#follow(asked, room, late)
  }

  async #follow(asked: Asked, room: string, late: boolean): Promise<void> {
    const { asks, botId, follow, intake } = this.#options
    const { atMs, groups, hash } = asked
    await follow({ ...asked, room }, late)
    const text = queuedEvent({ room, atMs, botId, hash, groups })
    const facts = decodeFacts(parseEvent(text) as AivoEvent)
    await intake.take({ source: 'aivo', text, id: `queued:${room}`, facts, atMs })
    asks.settle(asked)
  }

  async #catchUp(): Promise<void> {
    for (const asked of this.#options.asks.unsettled()) {
      await this.#follow(asked, asked.room as string, true).catch((error: unknown) => this.#notFollowed(error))
    }
  }

  /** It is tried once more with the next event of the room, and at the next start. */
  #notFollowed(error: unknown): void {
    this.#options.log.error(
      { error: (error as Error).message },
      'a conversation in the queue cannot be followed up yet',
    )
  }
}
