/** How deliveries to a webhook went. */
export interface DeliveryCounts {
  posted: number
  failed: number
  /** Not even tried: too many were waiting. */
  dropped: number
}

/** So many at once to one webhook. */
const atOnce = 16
/** So many may wait; a newer one is dropped. */
const mostWaiting = 10_000

/** Sends events to one webhook and waits for no answer: those of one chat in their order, of several side by side. */
export class Deliveries {
  readonly counts: DeliveryCounts = { posted: 0, failed: 0, dropped: 0 }
  readonly #send: (body: string) => Promise<boolean>
  /** By chat: what is to be sent; the first is on its way, where the chat is under way. */
  readonly #queues = new Map<string, string[]>()
  /** Chats whose turn has not come. */
  readonly #ready: string[] = []
  #under = 0
  #waiting = 0
  #idle: (() => void)[] = []

  /** `send` answers whether it went well, and never rejects. */
  constructor(send: (body: string) => Promise<boolean>) {
    this.#send = send
  }

  add(chat: string, body: string): void {
    if (this.#waiting >= mostWaiting) {
      this.counts.dropped += 1
      return
    }
    this.#waiting += 1
    const queue = this.#queues.get(chat)
    if (queue !== undefined) return void queue.push(body)
    this.#queues.set(chat, [body])
    this.#ready.push(chat)
    this.#work()
  }

  /** Resolves when everything was sent or given up. */
  async idle(): Promise<void> {
    if (this.#waiting > 0) await new Promise<void>((resolve) => void this.#idle.push(resolve))
  }

  #work(): void {
    while (this.#under < atOnce && this.#ready.length > 0) {
      this.#under += 1
      void this.#sendAll(this.#ready.shift() as string)
    }
  }

  async #sendAll(chat: string): Promise<void> {
    const queue = this.#queues.get(chat) as string[]
    const sent = await this.#send(queue[0] as string)
    if (sent) this.counts.posted += 1
    else this.counts.failed += 1
    queue.shift()
    this.#waiting -= 1
    this.#under -= 1
    if (queue.length > 0) this.#ready.push(chat)
    else this.#queues.delete(chat)
    this.#work()
    if (this.#waiting > 0) return
    const waiting = this.#idle
    this.#idle = []
    for (const resolve of waiting) resolve()
  }
}
