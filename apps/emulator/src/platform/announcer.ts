import type { World, WorldChat } from '@pointsman/world'
import type { Clock } from '../clock/clock.ts'
import { phase } from '../clock/phase.ts'
import type { EmulatedChat } from './emulated-chat.ts'
import type { Observer } from './observer.ts'
import { QueueNews } from './queue-news.ts'

/** What the announcer stands on. */
export interface AnnouncerOptions {
  readonly clock: Clock
  readonly every: number
  readonly observers: readonly Observer[]
  readonly chatOf: (record: WorldChat) => EmulatedChat
}

/** Tells customers their place in the queue when it is another, but not all the time. */
export class Announcer {
  readonly news: QueueNews = new QueueNews()
  readonly #options: AnnouncerOptions
  #world: World = undefined as unknown as World
  #due = false
  #toldAt = -Infinity

  constructor(options: AnnouncerOptions) {
    this.#options = options
  }

  attach(world: World): void {
    this.#world = world
  }

  /** The line is another. */
  lineChanged(): void {
    if (this.#due || this.#options.observers.every(({ moved }) => moved === undefined)) return
    this.#due = true
    const { clock, every } = this.#options
    clock.at(Math.max(clock.now(), this.#toldAt + every), phase.tell, () => {
      this.#due = false
      this.#toldAt = clock.now()
      this.#tell()
    })
  }

  /** How many are ahead of a waiting chat in its room, and how long it may have to wait. */
  placeOf(record: WorldChat): { readonly ahead: number; readonly wait: number | undefined } | undefined {
    const ahead = QueueNews.line(this.#world.roster.classes, record.queue).indexOf(record)
    return ahead < 0 ? undefined : { ahead, wait: this.news.wait(record.queue, ahead, this.#options.clock.now()) }
  }

  #tell(): void {
    const { chatOf, clock, observers } = this.#options
    const { classes } = this.#world.roster
    for (const room of new Set(classes.map(({ queue }) => queue))) {
      QueueNews.line(classes, room).forEach((record, ahead) => {
        const chat = chatOf(record)
        if (chat.toldPosition === ahead) return
        chat.toldPosition = ahead
        // As seen in public code: only those who have somebody ahead are told.
        if (ahead === 0) return
        const wait = this.news.wait(room, ahead, clock.now())
        for (const observer of observers) observer.moved?.(chat, ahead, wait, clock.now())
      })
    }
  }
}
