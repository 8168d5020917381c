import { isUsableSecret, secretHeader } from '@pointsman/inbenta'
import type { Answer } from '../platform/answer.ts'
import { Deliveries, type DeliveryCounts } from './deliveries.ts'
import { Post, TooLate } from './post.ts'
import { readAnswer } from './read-answer.ts'
import { signed } from './signed.ts'
import type { Target } from './target.ts'

/** What webhooks are called with. */
export interface WebhooksOptions {
  /** How long an answer is waited for, by the clock on the wall; documented as 5 s. */
  readonly timeoutMs: number
  readonly newId: () => string
  readonly newSecret: () => string
  /** Whether a question waits until all that happened before was told. */
  readonly inOrder: boolean
  /** Told of every event that was posted, and how it went: a status, or in words. */
  readonly onPosted?: ((target: Target, trigger: string, outcome: string, tookMs: number) => void) | undefined
}

/** How a handshake went: `true`, or why not. */
export type Handshake = true | string

/** The webhooks that are registered, and all that is sent to them. */
export class Webhooks {
  readonly #options: WebhooksOptions
  readonly #post = new Post()
  readonly #targets = new Map<string, { target: Target; deliveries: Deliveries }>()

  constructor(options: WebhooksOptions) {
    this.#options = options
  }

  get all(): readonly Target[] {
    return [...this.#targets.values()].map(({ target }) => target)
  }

  /** How deliveries went, over all webhooks. */
  get counts(): Readonly<DeliveryCounts> {
    const all = [...this.#targets.values()].map(({ deliveries }) => deliveries.counts)
    const sum = (of: (counts: DeliveryCounts) => number): number => all.reduce((total, one) => total + of(one), 0)
    return { posted: sum((one) => one.posted), failed: sum((one) => one.failed), dropped: sum((one) => one.dropped) }
  }

  byId(id: string): Target | undefined {
    return this.#targets.get(id)?.target
  }

  /** Makes a webhook of an address: with a secret of its own, unless one is given. */
  target(url: string, events: readonly string[], secret: string = this.#options.newSecret()): Target {
    return { id: this.#options.newId(), url, events: new Set(events), secret }
  }

  /** Offers the secret, which the webhook has to give back. */
  async handshake({ secret, url }: Target): Promise<Handshake> {
    if (!isUsableSecret(secret)) return 'the secret is none that a header can bear'
    try {
      const { header, status } = await this.#post.send(url, '', { [secretHeader]: secret }, this.#options.timeoutMs)
      if (status !== 200) return `answered ${status}`
      return header(secretHeader) === secret ? true : 'did not give the secret back'
    } catch (error) {
      return inWords(error)
    }
  }

  /** Calls it from now on; the first that was registered is the one whose answers count. */
  register(target: Target): void {
    const deliveries = new Deliveries((body) => this.#deliver(target, body))
    this.#targets.set(target.id, { target, deliveries })
  }

  /** Other events for a webhook. */
  change(id: string, events: readonly string[]): Target | undefined {
    const found = this.#targets.get(id)
    if (found === undefined) return undefined
    found.target = { ...found.target, events: new Set(events) }
    return found.target
  }

  /** Whether anybody is to be told of such events. */
  wants(trigger: string): boolean {
    for (const { target } of this.#targets.values()) if (target.events.has(trigger)) return true
    return false
  }

  /** Tells whoever wants to know, and waits for nobody. */
  tell(trigger: string, chat: string, body: string): void {
    for (const { target, deliveries } of this.#targets.values()) {
      if (target.events.has(trigger)) deliveries.add(chat, body)
    }
  }

  /** Asks for an agent: all who want `chats:assign`; undefined where nobody does. */
  ask(body: string): Promise<Answer> | undefined {
    const asked = [...this.#targets.values()].filter(({ target }) => target.events.has('chats:assign'))
    const [first, ...others] = asked
    if (first === undefined) return undefined
    for (const { target } of others) void this.#ask(target, body)
    return this.#options.inOrder ? this.#askInOrder(first.target, body) : this.#ask(first.target, body)
  }

  /** Lets go of the connections; what is on its way is lost. */
  end(): void {
    this.#post.end()
  }

  async #askInOrder(target: Target, body: string): Promise<Answer> {
    const told = Promise.all([...this.#targets.values()].map(({ deliveries }) => deliveries.idle()))
    // A webhook that takes its time over events must not stop the world.
    let waiting: NodeJS.Timeout | undefined
    const enough = new Promise<void>((resolve) => (waiting = setTimeout(resolve, this.#options.timeoutMs)))
    await Promise.race([told, enough])
    clearTimeout(waiting)
    return this.#ask(target, body)
  }

  async #ask(target: Target, body: string): Promise<Answer> {
    const began = performance.now()
    const took = (): number => performance.now() - began
    try {
      const posted = await this.#post.send(target.url, body, signed(body, target.secret), this.#options.timeoutMs)
      const tookMs = took()
      if (posted.status !== 200) return { kind: 'failed', tookMs, why: `answered ${posted.status}` }
      const id = readAnswer(posted.body)
      if (id === undefined) return { kind: 'unreadable', tookMs }
      return id === '' ? { kind: 'blank', tookMs } : { kind: 'named', id, tookMs }
    } catch (error) {
      return error instanceof TooLate
        ? { kind: 'late', tookMs: took() }
        : { kind: 'failed', tookMs: took(), why: inWords(error) }
    }
  }

  async #deliver(target: Target, body: string): Promise<boolean> {
    const began = performance.now()
    let outcome: string
    try {
      const { status } = await this.#post.send(target.url, body, signed(body, target.secret), this.#options.timeoutMs)
      outcome = String(status)
    } catch (error) {
      outcome = inWords(error)
    }
    this.#options.onPosted?.(target, triggerOf(body), outcome, performance.now() - began)
    return outcome === '200'
  }
}

function inWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message
}

function triggerOf(body: string): string {
  return /^\{"trigger":"([^"]*)"/.exec(body)?.[1] ?? ''
}
