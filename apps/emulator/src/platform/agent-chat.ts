import { World, WorldChat, type AgentTraits, type WorldAgent } from '@pointsman/world'
import type { Status } from '@pointsman/core'
import type { Clock } from '../clock/clock.ts'
import { Aftermath } from './aftermath.ts'
import { Announcer } from './announcer.ts'
import { Chats } from './chats.ts'
import { DefaultChoice } from './default-choice.ts'
import { EmulatedChat, type ChatTraits, type Message } from './emulated-chat.ts'
import type { Observer } from './observer.ts'
import { Questions, type Ask } from './questions.ts'
import { Refused } from './refused.ts'
import type { Settings } from './settings.ts'
import type { User, UserTraits } from './user.ts'
import { Users } from './users.ts'

/** What the platform is made of. */
export interface AgentChatOptions {
  readonly settings: Settings
  readonly agents: readonly AgentTraits[]
  readonly clock: Clock
  readonly ask: Ask
  readonly observers: readonly Observer[]
  /** Ids that were never given before. */
  readonly newId: () => string
  /** Settles the ties of the default algorithm. */
  readonly seed?: number | undefined
  /** Makes the world's record of a chat, for those who keep more in it. */
  readonly newRecord?: ((traits: ChatTraits) => WorldChat) | undefined
}

/** What a chat may bring beside what its customer says. */
export interface ChatExtras {
  readonly id?: string | undefined
  readonly number?: number | undefined
  readonly priority?: number | undefined
  readonly needs?: ReadonlyMap<string, number> | undefined
  /** False: whoever opens it says when an agent is asked for. */
  readonly settle?: boolean | undefined
}

/**
 * Agent Chat as a machine: users, chats, invitations, the jump loop and the queue, on the same world as the simulator.
 * It has no HTTP in it and no clock of its own. What it does not grant it throws as Refused.
 */
export class AgentChat {
  readonly settings: Settings
  readonly clock: Clock
  readonly world: World
  readonly users: Users
  readonly chats: Chats
  readonly #options: AgentChatOptions
  readonly #questions: Questions
  readonly #announcer: Announcer
  readonly #chatOf = new WeakMap<WorldChat, EmulatedChat>()
  readonly #searches = new Map<EmulatedChat, (() => void)[]>()
  #numbers = 0

  constructor(options: AgentChatOptions) {
    const { agents, ask, clock, observers, seed = 0, settings } = options
    this.#options = options
    this.settings = settings
    this.clock = clock
    this.users = new Users(settings.keepUsers)
    this.chats = new Chats(settings.keepClosed)
    const chatOf = (record: WorldChat): EmulatedChat => this.#chatOf.get(record) as EmulatedChat
    this.#announcer = new Announcer({ clock, every: settings.queueUpdateEvery, observers, chatOf })
    const aftermath = new Aftermath({
      settings,
      clock,
      observers: [...observers, { invited: (chat) => this.#found(chat), attended: (chat) => this.#attended(chat) }],
      news: this.#announcer.news,
      chatOf,
      lineChanged: () => this.#announcer.lineChanged(),
      ended: (chat, record, agent, at) => this.#ended(chat, record, agent, at),
      settle: () => this.settle(),
    })
    this.world = new World(settings, agents, aftermath)
    aftermath.attach(this.world)
    this.#announcer.attach(this.world)
    const byDefault = new DefaultChoice(seed)
    this.#questions = new Questions({
      world: this.world,
      clock,
      ask,
      byDefault,
      observers,
      hold: settings.hold,
      chatOf,
    })
  }

  /** Questions to webhooks that are out. */
  get asking(): number {
    return this.#questions.out
  }

  /** The rooms that agents serve. */
  get rooms(): ReadonlySet<string> {
    return new Set(this.world.agents.flatMap(({ queues }) => [...queues]))
  }

  /** Asks for everybody who is to be asked for now; only needed after what was told not to. */
  settle(): void {
    this.#questions.settle()
  }

  addUser(traits: UserTraits): User {
    return this.users.add(this.#options.newId(), traits, this.clock.now())
  }

  chat(id: string): EmulatedChat {
    const chat = this.chats.get(id)
    if (chat === undefined) throw new Refused(404, `There is no chat ${JSON.stringify(id)}`)
    return chat
  }

  agent(id: string): WorldAgent {
    const agent = this.world.agent(id)
    if (agent === undefined) throw new Refused(404, `There is no agent ${JSON.stringify(id)}`)
    return agent
  }

  /** In queue mode the chat enters its room's queue at once; otherwise it waits until an agent is searched for. */
  open(creator: User, traits: ChatTraits, extras: ChatExtras = {}): EmulatedChat {
    if (creator.chat !== undefined) throw new Refused(409, 'User already has a chat')
    if (this.chats.open >= this.settings.mostOpen) throw new Refused(429, 'Too many chats are open')
    const at = this.clock.now()
    const { id = this.#options.newId(), number = this.#numbers } = extras
    this.#numbers = Math.max(this.#numbers, number + 1)
    const record = this.#newRecord(id, creator, traits, { ...extras, number })
    const chat = new EmulatedChat(id, creator, traits, record, at)
    this.#chatOf.set(record, chat)
    this.chats.add(chat)
    this.users.engage(creator, id)
    for (const observer of this.#options.observers) observer.arrived?.(chat, at)
    if (this.settings.mode === 'queue') this.#enter(chat, extras.settle)
    return chat
  }

  /** Searches for an agent: resolves when somebody is invited or has the chat, and without anybody when nobody is left. */
  async search(id: string): Promise<WorldAgent | undefined> {
    const chat = this.#openChat(id)
    if (chat.record.state === 'lost') {
      const record = this.#newRecord(chat.id, chat.creator, chat.traits, { number: this.#numbers++ })
      record.invited = new Set(chat.record.invited)
      chat.record = record
      this.#chatOf.set(record, chat)
    }
    const { record } = chat
    if (record.agent !== undefined) return record.agent
    const found = new Promise<void>((resolve) => {
      const others = this.#searches.get(chat)
      if (others === undefined) this.#searches.set(chat, [resolve])
      else others.push(resolve)
    })
    if (record.state === 'new') this.#enter(chat)
    else if (record.state === 'waiting') {
      this.world.apply({ kind: 'retry', chat: record }, this.clock.now())
      this.settle()
      // Nobody is there to be asked: the queue sees to it later.
      if ((record.state as string) === 'waiting') this.#found(chat)
    }
    await found
    return chat.record.agent
  }

  say(id: string, sender: string, text: string): Message {
    const chat = this.#openChat(id)
    if (!chat.users.includes(sender) && sender !== 'system' && sender !== 'assistant') {
      throw new Refused(403, `${JSON.stringify(sender)} is not in the chat`)
    }
    const message: Message = { id: this.#options.newId(), sender, message: text, at: this.clock.now() }
    chat.messages.push(message)
    if (chat.messages.length > this.settings.keepMessages) chat.messages.shift()
    chat.lastActivityAt = message.at
    for (const observer of this.#options.observers) observer.said?.(chat, message, message.at)
    return message
  }

  /** The invited agent takes the chat. */
  accept(id: string, agent: string): EmulatedChat {
    return this.#reply(id, agent, 'accept')
  }

  /** The invited agent refuses it. */
  reject(id: string, agent: string): EmulatedChat {
    return this.#reply(id, agent, 'reject')
  }

  /** Closes the chat: for its customer, an agent, or as `system`. */
  close(id: string, by: string): EmulatedChat {
    const chat = this.#openChat(id)
    if (by !== 'system' && by !== chat.creator.id && this.world.agent(by) === undefined) {
      throw new Refused(404, `There is no user ${JSON.stringify(by)}`)
    }
    this.leave(chat, by)
    return chat
  }

  /** The same of a chat at hand; nothing where it is closed. */
  leave(chat: EmulatedChat, by: string): void {
    if (!chat.isOpen) return
    const { record } = chat
    const at = this.clock.now()
    chat.closedBy = by
    if (record.state === 'active') this.world.apply({ kind: 'close', chat: record }, at)
    else if (record.state === 'new' || record.state === 'lost') this.#close(chat, 'abandoned', at)
    else {
      chat.leaving = true
      this.world.apply({ kind: 'abandon', chat: record }, at)
    }
    this.settle()
  }

  /** The customer's patience ended; where it does not run while an invitation is out, this waits for the invitation's end. */
  giveUp(chat: EmulatedChat): void {
    if (!chat.isOpen) return
    this.world.apply({ kind: 'abandon', chat: chat.record }, this.clock.now())
    this.settle()
  }

  /** Agents come online, pause or go. `settle` false: others come or go at this very instant, and nobody is asked before. */
  setStatus(agents: readonly WorldAgent[], status: Status, settle: boolean = true): void {
    const at = this.clock.now()
    for (const agent of agents) {
      if (agent.status === status) continue
      this.world.apply({ kind: 'status', agent, status }, at)
      for (const observer of this.#options.observers) observer.status?.(agent, at)
    }
    if (settle) this.settle()
  }

  /** How many are ahead of the chat in its room's queue; undefined where it does not wait in one. */
  placeOf(id: string): { readonly ahead: number; readonly wait: number | undefined } | undefined {
    return this.#announcer.placeOf(this.chat(id).record)
  }

  #openChat(id: string): EmulatedChat {
    const chat = this.chat(id)
    if (!chat.isOpen) throw new Refused(409, `The chat ${JSON.stringify(id)} is closed`)
    return chat
  }

  #newRecord(
    id: string,
    creator: User,
    traits: ChatTraits,
    extras: ChatExtras & { readonly number: number },
  ): WorldChat {
    const record = this.#options.newRecord?.(traits) ?? new WorldChat()
    const { lang, room, source } = traits
    const { needs, number, priority = 0 } = extras
    record.begin({
      number,
      chatClass: this.world.chatClass(room, lang.toLowerCase()),
      createdAt: this.clock.now(),
      priority,
      id,
      customer: creator.id,
      source: String(source),
      ...(needs === undefined ? {} : { needs }),
    })
    return record
  }

  #enter({ record }: EmulatedChat, settle: boolean = true): void {
    this.world.apply({ kind: 'arrive', chat: record }, this.clock.now())
    if (settle) this.settle()
  }

  #reply(id: string, agentId: string, kind: 'accept' | 'reject'): EmulatedChat {
    const chat = this.#openChat(id)
    const agent = this.agent(agentId)
    const { record } = chat
    if (record.state !== 'invited' || record.agent !== agent) {
      throw new Refused(409, `${JSON.stringify(agentId)} is not invited to the chat ${JSON.stringify(id)}`)
    }
    this.world.apply({ kind, chat: record }, this.clock.now())
    this.settle()
    return chat
  }

  #found(chat: EmulatedChat): void {
    const waiting = this.#searches.get(chat)
    this.#searches.delete(chat)
    for (const resolve of waiting ?? []) resolve()
  }

  #attended(chat: EmulatedChat): void {
    this.#found(chat)
    if (chat.leaving) this.leave(chat, chat.closedBy ?? 'system')
  }

  #ended(chat: EmulatedChat, record: WorldChat, agent: WorldAgent | undefined, at: number): void {
    if (record.state === 'lost' && !chat.leaving) {
      for (const observer of this.#options.observers) observer.alone?.(chat, at)
      if (this.settings.mode === 'search' && !this.settings.closeWhenAlone) return this.#found(chat)
    }
    if (record.state === 'lost') chat.closedBy ??= 'system'
    if (record.state === 'abandoned') chat.closedBy ??= chat.creator.id
    chat.closedBy ??= agent?.id
    this.#close(chat, record.state, at)
  }

  #close(chat: EmulatedChat, reason: string, at: number): void {
    chat.closedAt = at
    chat.lastActivityAt = at
    chat.closedBy ??= 'system'
    chat.closeReason = reason
    this.users.engage(chat.creator, undefined)
    this.chats.close(chat)
    this.#found(chat)
    for (const observer of this.#options.observers) observer.closed?.(chat, at)
  }
}
