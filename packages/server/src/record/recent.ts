interface Kept {
  readonly chat: string
  readonly at: number
  readonly line: string
}

/** The last lines written, by chat; bounded by their size. */
export class Recent {
  readonly #mostBytes: number
  readonly #byChat = new Map<string, Kept[]>()
  readonly #inOrder: Kept[] = []
  #first = 0
  #bytes = 0

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** The instant (ms since 1970) from which on nothing is missing. */
  get since(): number {
    return this.#inOrder[this.#first]?.at ?? Number.POSITIVE_INFINITY
  }

  /** The chat's lines, oldest first. */
  of(chat: string): readonly string[] {
    return (this.#byChat.get(chat) ?? []).map(({ line }) => line)
  }

  add(chat: string, at: number, line: string): void {
    const kept = { chat, at, line }
    this.#inOrder.push(kept)
    const lines = this.#byChat.get(chat)
    if (lines === undefined) this.#byChat.set(chat, [kept])
    else lines.push(kept)
    this.#bytes += line.length
    while (this.#bytes > this.#mostBytes && this.#inOrder.length - this.#first > 1) this.#forget()
  }

  #forget(): void {
    const { chat, line } = this.#inOrder[this.#first] as Kept
    this.#first += 1
    this.#bytes -= line.length
    const lines = this.#byChat.get(chat)
    lines?.shift()
    if (lines?.length === 0) this.#byChat.delete(chat)
    if (this.#first < 1024) return
    this.#inOrder.splice(0, this.#first)
    this.#first = 0
  }
}
