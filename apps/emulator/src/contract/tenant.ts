import { AgentChatApi, DomainKeyApi, type ApiChat, type ApiUser } from '@pointsman/inbenta/api'
import { callByHand, type Answer } from './call-by-hand.ts'
import type { Need } from './need.ts'
import { NotTried } from './not-tried.ts'
import { Refuted } from './refuted.ts'
import type { Received, Receiver, Reply } from './receiver.ts'

/** What is known of a tenant before it is asked anything. */
export interface TenantOptions {
  /** With the version. */
  readonly url: string
  readonly appId: string
  readonly secret: string
  readonly domainKey?: string | undefined
  /** The queue that test chats go to; its agents get them. */
  readonly room?: string | undefined
  /** An agent who may be logged out and in. */
  readonly agentId?: string | undefined
  /** A webhook, and the address under which the platform reaches it. */
  readonly webhook?: { readonly receiver: Receiver; readonly url: string } | undefined
  /** How long an event is waited for, in ms. */
  readonly patienceMs: number
  /** How long an invitation may last, in ms. */
  readonly intervalMs: number
}

/** A platform under test, and what a check made there. */
export class Tenant {
  readonly api: AgentChatApi
  readonly options: TenantOptions
  /** Of what this run makes, so that two runs do not meet. */
  readonly run: string = Math.random().toString(36).slice(2, 10)
  queueMode = false
  registered = false
  #made = 0
  readonly #open = new Set<string>()

  constructor(options: TenantOptions) {
    this.options = options
    const { appId, secret, url } = options
    this.api = new AgentChatApi({ url, credentials: { appId, secret }, attempts: 1 })
  }

  /** Asks for the settings, and registers the webhook where there is one. Rejects where the platform cannot be reached. */
  async begin(): Promise<void> {
    this.queueMode = (await this.api.settings()).queue?.active === true
    const { webhook } = this.options
    if (webhook === undefined) return
    try {
      await this.api.registerWebhook({ target: webhook.url, events })
      this.registered = true
    } catch {
      // EA17 says what is the matter.
    }
  }

  has(need: Exclude<Need, 'person'>): boolean {
    const { agentId, domainKey } = this.options
    const there: Readonly<Record<Exclude<Need, 'person'>, boolean>> = {
      'domain key': domainKey !== undefined,
      webhook: this.options.webhook !== undefined,
      'test agent': agentId !== undefined,
      'queue mode': this.queueMode,
      'search mode': !this.queueMode,
    }
    return there[need]
  }

  get domain(): DomainKeyApi {
    const { appId, domainKey = '', url } = this.options
    return new DomainKeyApi({ url, credentials: { appId, domainKey }, attempts: 1 })
  }

  /** The queue that test chats go to. Throws where none was named: nobody's agents get chats unasked. */
  get room(): string {
    const { room } = this.options
    if (room === undefined) throw new NotTried('needs AGENT_CHAT_ROOM, a queue whose agents expect test chats')
    return room
  }

  get receiver(): Receiver {
    const { webhook } = this.options
    if (webhook === undefined || !this.registered) throw new NotTried('the webhook could not be registered (EA17)')
    return webhook.receiver
  }

  /** A call with these headers alone. */
  raw(method: string, path: string, headers: Readonly<Record<string, string>>, body?: string): Promise<Answer> {
    return callByHand(`${this.options.url}${path}`, method, headers, body)
  }

  /** The headers of a server-side caller. */
  get headers(): Readonly<Record<string, string>> {
    return { 'x-hyper-appId': this.options.appId, 'x-hyper-secret': this.options.secret }
  }

  user(traits: { readonly externalId?: string } = {}): Promise<ApiUser> {
    return this.api.createUser({ name: `contract ${this.run} ${this.#made++}`, ...traits })
  }

  /** A chat of a new customer, which is closed when the check is over. */
  async chat(): Promise<ApiChat & { readonly customer: string }> {
    const { room } = this
    const { id: creator } = await this.user()
    const chat = await this.api.createChat({ room, creator })
    this.#open.add(chat.id)
    return { ...chat, customer: creator }
  }

  /** A chat for which an agent is looked for, in whichever mode, and the question that came of it. */
  async asked(reply?: (asked: Received) => Reply): Promise<{ readonly id: string; readonly question: Received }> {
    const { receiver } = this
    if (reply !== undefined) receiver.reply = reply
    const { id } = await this.chat()
    if (!this.queueMode) await this.api.assignChat(id)
    return { id, question: await this.event('chats:assign', id) }
  }

  /** The n-th event of this kind of the chat. Throws where it does not come: refuted, if others did. */
  async event(trigger: string, chat: string, n = 1, withinMs: number = this.options.patienceMs): Promise<Received> {
    const isIt = (event: Received): boolean => event.trigger === trigger && chatOf(event) === chat
    const found = await this.receiver.next(isIt, withinMs, n)
    if (found === undefined) {
      const words = `no ${trigger} came for the chat within ${withinMs} ms`
      if (this.receiver.count === 0) throw new NotTried(`${words}, nor any event: is the webhook reachable?`)
      throw new Refuted(words)
    }
    return found
  }

  /** The chat once it is so, asked again and again for as long as an event is waited for; else as it is. */
  async chatOnce(id: string, isSo: (chat: ApiChat) => boolean): Promise<ApiChat> {
    const until = performance.now() + this.options.patienceMs
    for (;;) {
      const chat = await this.api.chat(id)
      if (isSo(chat) || performance.now() > until) return chat
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Closes what a check left open. */
  async tidy(): Promise<void> {
    this.options.webhook?.receiver.reset()
    for (const id of this.#open) await this.api.closeChat(id).catch(() => undefined)
    this.#open.clear()
  }
}

const events = [
  'chats:assign',
  'invitations:accept',
  'chats:close',
  'queues:update',
  'messages:new',
  'forever:alone',
] as const

/** The chat that an event is about, wherever it says so. */
function chatOf({ payload: { data } }: Received): unknown {
  const { chat, chatId, message } = data as {
    readonly chat?: { readonly id?: unknown }
    readonly chatId?: unknown
    readonly message?: { readonly chat?: unknown }
  }
  return chatId ?? chat?.id ?? message?.chat
}
