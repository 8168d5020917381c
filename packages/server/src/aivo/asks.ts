import type { Shelf } from '../outbox/shelf.ts'
import type { Ask } from './ask.ts'

/** A wish and what became of it. */
export interface Asked extends Ask {
  /** The conversation's id; undefined: nobody heard it, and the call may have been taken all the same. */
  room: string | undefined
  /** All that follows from the room is safe. */
  settled: boolean
}

/** So many are kept: for what is asked twice, and for rooms that are learned late. */
const mostKept = 20_000
/** So many lines are written before the shelf is tidied. */
const mostLines = 60_000

/** What Aivo's queue was asked for; outlives the process, and is written down before the call is made. */
export class Asks {
  readonly #shelf: Shelf
  readonly #byId = new Map<string, Asked>()
  readonly #byRoom = new Map<string, Asked>()
  /** Of each user the newest whose room nobody heard. */
  readonly #lost = new Map<string, Asked>()
  readonly #arriving = new Set<Ask>()
  #lines = 0

  private constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  static async open(shelf: Shelf): Promise<Asks> {
    const asks = new Asks(shelf)
    for (const line of await shelf.load()) {
      const { ask, id = '', room, refused, settled } = JSON.parse(line) as Line
      if (ask !== undefined) asks.#remember(ask)
      const asked = asks.#byId.get(id)
      if (asked === undefined) continue
      if (room !== undefined) asks.#name(asked, room)
      if (settled === true) asked.settled = true
      if (refused === true) asks.#byId.delete(id)
    }
    // Whoever made these calls is gone, and with them the answers.
    for (const asked of asks.#byId.values()) if (asked.room === undefined) asks.#lost.set(asked.hash, asked)
    await shelf.replace(asks.#linesNow())
    return asks
  }

  of(id: string): Asked | undefined {
    return this.#byId.get(id)
  }

  ofRoom(room: string): Asked | undefined {
    return this.#byRoom.get(room)
  }

  /** Those that have a room of which not all that follows is safe. */
  unsettled(): readonly Asked[] {
    return [...this.#byId.values()].filter(({ room, settled }) => room !== undefined && !settled)
  }

  /** Resolves when it is safe: only then may the call be made. */
  async add(ask: Ask): Promise<Asked> {
    this.#arriving.add(ask)
    try {
      await this.#shelf.add(JSON.stringify({ ask }))
      return this.#remember(ask)
    } finally {
      this.#arriving.delete(ask)
      this.#tidy()
    }
  }

  /** It is certain that it was not taken: it may be asked again. Resolves when that is safe. */
  async refuse({ id }: Asked): Promise<void> {
    this.#byId.delete(id)
    await this.#shelf.add(JSON.stringify({ id, refused: true }))
    this.#tidy()
  }

  /** Nobody will hear what became of it, unless an event tells. */
  lose(asked: Asked): void {
    this.#lost.set(asked.hash, asked)
  }

  /** Whose call it was of which nobody heard the answer, now that an event names this room for the user. */
  lostOf(hash: string): Asked | undefined {
    return this.#lost.get(hash)
  }

  /** The room is known. Resolves when that is safe. */
  async found(asked: Asked, room: string): Promise<void> {
    this.#name(asked, room)
    await this.#shelf.add(JSON.stringify({ id: asked.id, room }))
    this.#tidy()
  }

  /** What follows from the room is safe. */
  settle(asked: Asked): void {
    asked.settled = true
    // Not waited for: without this line it is made safe once more.
    this.#shelf.note(JSON.stringify({ id: asked.id, settled: true })).catch(() => undefined)
    this.#tidy()
  }

  shut(): Promise<void> {
    return this.#shelf.close()
  }

  #remember(ask: Ask): Asked {
    const asked: Asked = { ...ask, room: undefined, settled: false }
    this.#byId.set(ask.id, asked)
    if (this.#byId.size > mostKept) {
      const [oldest] = this.#byId.values()
      if (oldest !== undefined) this.#forget(oldest)
    }
    return asked
  }

  #name(asked: Asked, room: string): void {
    asked.room = room
    this.#byRoom.set(room, asked)
    if (this.#lost.get(asked.hash) === asked) this.#lost.delete(asked.hash)
  }

  #forget(asked: Asked): void {
    this.#byId.delete(asked.id)
    if (asked.room !== undefined) this.#byRoom.delete(asked.room)
    if (this.#lost.get(asked.hash) === asked) this.#lost.delete(asked.hash)
  }

  /** Leaves on the shelf what is still of use. Called behind each line. */
  #tidy(): void {
    this.#lines += 1
    if (this.#lines < mostLines + this.#byId.size) return
    this.#lines = 0
    // Of what is being added the line may be there already, and would be swept away.
    const arriving = [...this.#arriving].map((ask) => JSON.stringify({ ask }))
    void this.#shelf.replace([...this.#linesNow(), ...arriving]).catch(() => undefined)
  }

  #linesNow(): readonly string[] {
    return [...this.#byId.values()].flatMap(({ room, settled, ...ask }) => [
      JSON.stringify({ ask }),
      ...(room === undefined ? [] : [JSON.stringify({ id: ask.id, room })]),
      ...(settled ? [JSON.stringify({ id: ask.id, settled })] : []),
    ])
  }
}

interface Line {
  readonly ask?: Ask
  readonly id?: string
  readonly room?: string
  readonly refused?: boolean
  readonly settled?: boolean
}
