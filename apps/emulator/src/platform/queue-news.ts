import type { ChatClass, WorldChat } from '@pointsman/world'

/** Departures that an estimate goes by. */
const remembered = 20

/** Who waits in a room, in order, and how long they may have to. */
export class QueueNews {
  /** By room: when the last chats of its queue were attended. */
  readonly #attended = new Map<string, number[]>()

  /** A chat of the room was attended. */
  attended(room: string, at: number): void {
    let times = this.#attended.get(room)
    if (times === undefined) this.#attended.set(room, (times = []))
    times.push(at)
    if (times.length > remembered) times.shift()
  }

  /** Seconds until somebody with so many ahead is attended, at the pace of late; undefined where there is none yet. */
  wait(room: string, ahead: number, at: number): number | undefined {
    const times = this.#attended.get(room) ?? []
    const [first] = times
    if (first === undefined || times.length < 2 || at <= first) return undefined
    return Math.round(((ahead + 1) * (at - first)) / times.length)
  }

  /** The waiting chats of a room, whatever their language: first whoever is asked for first. */
  static line(classes: readonly ChatClass[], room: string): readonly WorldChat[] {
    const waiting: WorldChat[] = []
    for (const { queue, line } of classes) {
      if (queue !== room) continue
      for (let chat = line.first; chat !== undefined; chat = chat.next) waiting.push(chat as WorldChat)
    }
    return waiting.sort((a, b) => b.priority - a.priority || a.number - b.number)
  }
}
