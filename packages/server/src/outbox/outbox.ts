import { Seen } from '../seen.ts'
import { openParcels } from './open-parcels.ts'
import type { Attempt, Deliver, Outcome, Parcel } from './parcel.ts'
import { patientBackoff, retryDelay, type Backoff } from './retry-delay.ts'
import type { Shelf } from './shelf.ts'

/** What an outbox stands on. */
export interface OutboxOptions {
  readonly shelf: Shelf
  readonly deliver: Deliver
  readonly backoff?: Backoff
  /** Lanes that are served at once; default 32. */
  readonly mostAtOnce?: number
  /** Runs something later; answers how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void
  /** From 0 to 1. */
  readonly draw?: () => number
  /** Told of each parcel that is put aside. */
  readonly onBuried?: (parcel: Parcel, why: string) => void
}

/** A parcel that is being put: not safe yet. */
interface Arriving {
  readonly parcel: Parcel
  readonly safe: Promise<void>
}

interface Waiting {
  readonly parcel: Parcel
  attempts: number
  uncertain: boolean
}

/** Ids that are known for repeats when their parcels are gone. */
const mostKnown = 50_000
/** Lines of what is over, beyond which the shelf is tidied. */
const mostSettled = 5_000

/**
 * Carries what must reach another system: what was put is safe before `put` resolves, is put once however often it comes,
 * is delivered in order within its lane, tried again with growing pauses, and put aside when it can never be delivered.
 */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #backoff: Backoff
  readonly #lanes = new Map<string, Waiting[]>()
  readonly #ready: string[] = []
  readonly #callOffs = new Set<() => void>()
  readonly #known = new Seen(mostKnown)
  readonly #knownIds: string[] = []
  readonly #arriving = new Map<string, Arriving>()
  readonly #attempts = new Set<Promise<void>>()
  #underWay = 0
  #open = 0
  #settled = 0
  #buried = 0
  #closed = false
  #idle: (() => void)[] = []

  private constructor(options: OutboxOptions) {
    this.#options = options
    this.#backoff = options.backoff ?? patientBackoff
  }

  /** Opens the box and goes on with what was in it. */
  static async open(options: OutboxOptions): Promise<Outbox> {
    const outbox = new Outbox(options)
    const { known, waiting } = openParcels(await options.shelf.load())
    for (const id of known) outbox.#know(id)
    for (const { parcel, tried } of waiting) {
      outbox.#know(parcel.id)
      outbox.#enqueue({ parcel, attempts: 0, uncertain: tried })
    }
    return outbox
  }

  /** Parcels that are not delivered yet. */
  get waiting(): number {
    return this.#open
  }

  /** Parcels that were put aside since it was opened. */
  get buried(): number {
    return this.#buried
  }

  /** Takes a parcel; resolves when it is safe, false where it was put before. Rejects where it cannot be kept. */
  async put(parcel: Parcel): Promise<boolean> {
    if (!this.#know(parcel.id)) {
      // A repeat is answered for like the first: not before that one is safe, and not if it never is.
      await this.#arriving.get(parcel.id)?.safe
      return false
    }
    const safe = this.#options.shelf.add(JSON.stringify({ put: parcel }))
    this.#arriving.set(parcel.id, { parcel, safe })
    try {
      await safe
    } catch (error) {
      this.#known.forget(parcel.id)
      throw error
    } finally {
      this.#arriving.delete(parcel.id)
    }
    this.#enqueue({ parcel, attempts: 0, uncertain: false })
    return true
  }

  /** Resolves when nothing waits any more, or the box is closed. */
  async empty(): Promise<void> {
    if (this.#open === 0 || this.#closed) return
    await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  /**
   * Stops delivering; what is not delivered is there when it is opened again. What is on its way is waited for until
   * `patience` settles, so that whoever comes after does not send it once more.
   */
  async close(patience: Promise<unknown> = Promise.resolve()): Promise<void> {
    this.#closed = true
    for (const callOff of this.#callOffs) callOff()
    this.#callOffs.clear()
    this.#rest()
    await Promise.race([patience, Promise.allSettled(this.#attempts)])
    await this.#options.shelf.close()
  }

  #know(id: string): boolean {
    if (!this.#known.first(id)) return false
    this.#knownIds.push(id)
    if (this.#knownIds.length > mostKnown * 2) this.#knownIds.splice(0, this.#knownIds.length - mostKnown)
    return true
  }

  #enqueue(waiting: Waiting): void {
    this.#open += 1
    const { lane } = waiting.parcel
    const queue = this.#lanes.get(lane)
    if (queue !== undefined) {
      queue.push(waiting)
      return
    }
    this.#lanes.set(lane, [waiting])
    this.#serve(lane)
  }

  /** The lane's first parcel is to be tried, as soon as there is room. */
  #serve(lane: string): void {
    this.#ready.push(lane)
    this.#goOn()
  }

  #goOn(): void {
    while (!this.#closed && this.#underWay < (this.#options.mostAtOnce ?? 32)) {
      const lane = this.#ready.shift()
      if (lane === undefined) return
      const first = this.#lanes.get(lane)?.[0]
      if (first === undefined) continue
      this.#underWay += 1
      const attempt = this.#attempt(lane, first)
      this.#attempts.add(attempt)
      void attempt.finally(() => this.#attempts.delete(attempt))
    }
  }

  async #attempt(lane: string, waiting: Waiting): Promise<void> {
    const { parcel, uncertain } = waiting
    waiting.attempts += 1
    // Before anything leaves: who comes after us has to know that it may have been taken.
    await this.#options.shelf.note(JSON.stringify({ try: parcel.id })).catch(() => undefined)
    if (this.#closed) return
    const attempt: Attempt = { number: waiting.attempts, uncertain }
    const outcome = await this.#options.deliver(parcel, attempt).catch(thrown)
    this.#underWay -= 1
    if (this.#closed) {
      if (outcome.kind === 'done')
        await this.#options.shelf.note(JSON.stringify({ end: parcel.id })).catch(() => undefined)
      return
    }
    if (outcome.kind === 'again') {
      waiting.uncertain ||= outcome.uncertain
      if (waiting.attempts < this.#backoff.attempts) {
        this.#again(lane, waiting.attempts)
        return this.#goOn()
      }
    }
    await this.#end(lane, waiting, outcome)
    this.#goOn()
  }

  #again(lane: string, attempts: number): void {
    const { after, draw = Math.random } = this.#options
    const callOff = after(retryDelay(attempts, this.#backoff, draw()), () => {
      this.#callOffs.delete(callOff)
      this.#serve(lane)
    })
    this.#callOffs.add(callOff)
  }

  async #end(lane: string, { parcel, attempts }: Waiting, outcome: Outcome): Promise<void> {
    const { shelf, onBuried } = this.#options
    if (outcome.kind !== 'done') {
      // Aside before it is gone from the box: in between it would be nowhere.
      const line = JSON.stringify({ parcel, attempts, why: outcome.why })
      const aside = await shelf.bury(line).then(
        () => true,
        () => false,
      )
      // Where nothing can be put aside it stays in the box, and its lane waits.
      if (!aside) return this.#again(lane, attempts)
      this.#buried += 1
      onBuried?.(parcel, outcome.why)
    }
    // Not waited for: without this line it is tried once more, and that is looked for first.
    shelf.note(JSON.stringify({ end: parcel.id })).catch(() => undefined)
    this.#open -= 1
    this.#settled += 1
    const queue = this.#lanes.get(lane)
    queue?.shift()
    if (queue === undefined || queue.length === 0) this.#lanes.delete(lane)
    else this.#ready.push(lane)
    if (this.#settled >= mostSettled && this.#settled > this.#open) this.#tidy()
    if (this.#open === 0) this.#rest()
  }

  /** Leaves on the shelf what is open, and the ids of what is over. */
  #tidy(): void {
    this.#settled = 0
    const open = [...this.#lanes.values()].flat()
    // Their lines may be on the disk already, and would be swept away.
    const arriving = [...this.#arriving.values()].map(({ parcel }) => JSON.stringify({ put: parcel }))
    const lines = [
      JSON.stringify({ known: this.#knownIds.slice(-mostKnown) }),
      ...open.flatMap(({ parcel, attempts, uncertain }) => [
        JSON.stringify({ put: parcel }),
        ...(attempts > 0 || uncertain ? [JSON.stringify({ try: parcel.id })] : []),
      ]),
      ...arriving,
    ]
    void this.#options.shelf.replace(lines).catch(() => undefined)
  }

  #rest(): void {
    for (const resolve of this.#idle) resolve()
    this.#idle = []
  }
}

function thrown(error: unknown): Outcome {
  return { kind: 'again', why: error instanceof Error ? error.message : String(error), uncertain: true }
}
