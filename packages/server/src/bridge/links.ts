import type { Shelf } from '../outbox/shelf.ts'
import type { Link } from './link.ts'

/** A link and how far its customer's words have come. */
export interface Linked extends Link {
  /** By a message's id, which of the customer's messages in the chat it is, from 1; 0: part of the history. */
  readonly ordinals: Map<string, number>
  /** Ids of agents' words that are on their way back or arrived. */
  readonly passedOn: Set<string>
  closed: boolean
}

/** Links that are over are kept for what comes late; so many. */
const mostClosed = 10_000

/** So many lines are written before the shelf is tidied. */
const mostLines = 20_000

/** Which conversation is which chat, and which words of the customer's were taken; outlives the process. */
export class Links {
  readonly #shelf: Shelf
  readonly #bySession = new Map<string, Linked>()
  readonly #byChat = new Map<string, Linked>()
  readonly #over: Linked[] = []
  readonly #arriving = new Set<Link>()
  #lines = 0
  #tidyAt = mostLines

  private constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  static async open(shelf: Shelf): Promise<Links> {
    const links = new Links(shelf)
    for (const line of await shelf.load()) {
      const { link, chat = '', said, passedOn, closed } = JSON.parse(line) as Line
      if (link !== undefined) links.#remember(link)
      const linked = links.#byChat.get(chat)
      if (linked === undefined) continue
      if (said !== undefined) number(linked, said)
      if (passedOn !== undefined) linked.passedOn.add(passedOn)
      if (closed === true) links.#end(linked)
    }
    await shelf.replace([...links.#byChat.values()].flatMap(linesOf))
    return links
  }

  /** Conversations that are with Agent Chat now. */
  get open(): number {
    return this.#bySession.size
  }

  /** Those that are open now. */
  all(): readonly Linked[] {
    return [...this.#bySession.values()]
  }

  /** The chat that the conversation is in now. */
  ofSession(session: string): Linked | undefined {
    return this.#bySession.get(session)
  }

  /** The conversation of a chat, also of one that is over. */
  ofChat(chat: string): Linked | undefined {
    return this.#byChat.get(chat)
  }

  /** Resolves when it is safe. */
  async add(link: Link): Promise<void> {
    this.#arriving.add(link)
    try {
      await this.#shelf.add(JSON.stringify({ link }))
      this.#remember(link)
    } finally {
      this.#arriving.delete(link)
    }
    this.#tidy()
  }

  /** An agent's words were taken: for as long as the chat is open they are not taken again, however much comes between. */
  passOn({ chat, passedOn, closed }: Linked, id: string): void {
    if (closed || passedOn.has(id)) return
    passedOn.add(id)
    // Not waited for: just now the outbox knows them, too.
    this.#shelf.note(JSON.stringify({ chat, passedOn: id })).catch(() => undefined)
    this.#tidy()
  }

  /**
   * Which of the customer's messages in the chat this one is: the same each time for the same message, and undefined where
   * it is part of the history. Resolves when that is safe.
   */
  async ordinalOf(linked: Linked, id: string): Promise<number | undefined> {
    const known = linked.ordinals.get(id)
    if (known === 0) return undefined
    const ordinal = known ?? number(linked, id)
    if (known === undefined) {
      await this.#shelf.add(JSON.stringify({ chat: linked.chat, said: id }))
      this.#tidy()
    }
    return linked.before + ordinal
  }

  /** The chat is over. Resolves when that is safe. */
  async close(linked: Linked): Promise<void> {
    if (linked.closed) return
    await this.#shelf.add(JSON.stringify({ chat: linked.chat, closed: true }))
    this.#end(linked)
    this.#tidy()
  }

  shut(): Promise<void> {
    return this.#shelf.close()
  }

  #remember(link: Link): void {
    const linked: Linked = {
      ...link,
      passedOn: new Set(),
      ordinals: new Map(link.handedOver.map((id) => [id, 0])),
      closed: false,
    }
    this.#byChat.set(link.chat, linked)
    this.#bySession.set(link.session, linked)
  }

  #end(linked: Linked): void {
    if (linked.closed) return
    linked.closed = true
    linked.ordinals.clear()
    linked.passedOn.clear()
    if (this.#bySession.get(linked.session) === linked) this.#bySession.delete(linked.session)
    this.#over.push(linked)
    if (this.#over.length > mostClosed) this.#byChat.delete((this.#over.shift() as Linked).chat)
  }

  /** Leaves on the shelf what is still of use. Called behind each line. */
  #tidy(): void {
    this.#lines += 1
    if (this.#lines < this.#tidyAt) return
    // Of what is being added the line may be there already, and would be swept away.
    const arriving = [...this.#arriving].map((link) => JSON.stringify({ link }))
    const lines = [...[...this.#byChat.values()].flatMap(linesOf), ...arriving]
    this.#lines = 0
    this.#tidyAt = Math.max(mostLines, lines.length)
    void this.#shelf.replace(lines).catch(() => undefined)
  }
}

interface Line {
  readonly link?: Link
  readonly chat?: string
  readonly said?: string
  readonly passedOn?: string
  readonly closed?: boolean
}

/** Gives the message the next number. */
function number({ ordinals, handedOver }: Linked, id: string): number {
  const ordinal = ordinals.size - handedOver.length + 1
  ordinals.set(id, ordinal)
  return ordinal
}

function linesOf({ ordinals, passedOn, closed, ...whole }: Linked): readonly string[] {
  const { chat } = whole
  if (closed) return [JSON.stringify({ link: { ...whole, handedOver: [] } }), JSON.stringify({ chat, closed })]
  return [
    JSON.stringify({ link: whole }),
    ...[...ordinals].flatMap(([id, ordinal]) => (ordinal === 0 ? [] : [JSON.stringify({ chat, said: id })])),
    ...[...passedOn].map((id) => JSON.stringify({ chat, passedOn: id })),
  ]
}
