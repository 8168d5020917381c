import { World, WorldChat, type AgentTraits, type WorldAgent } from '@pointsman/world'
import type { Status } from '@pointsman/core'
import type { Clock } from '../clock/clock.ts'
import { Aftermath } from './aftermath.ts'
import { Announcer } from './announcer.ts'
import type { ChatExtras } from './chat-extras.ts'
import { Chats } from './chats.ts'
import { DefaultChoice } from './default-choice.ts'
import { EmulatedChat, type ChatTraits, type Message } from './emulated-chat.ts'
import type { Observer } from './observer.ts'
import { Questions, type Ask } from './questions.ts'
import { recordTraits } from './record-traits.ts'
import { Refused } from './refused.ts'
import type { Restoration } from './restoration.ts'
import { Searches } from './searches.ts'
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
  readonly #observers: Observer[]
  readonly #questions: Questions
  readonly #announcer: Announcer
  readonly #chatOf = new WeakMap<WorldChat, EmulatedChat>()
  readonly #searches = new Searches()
  #numbers = 0

  constructor(options: AgentChatOptions) {
    const { agents, ask, clock, seed = 0, settings } = options
    const observers = [...options.observers]
    this.#options = options
    this.#observers = observers
    this.settings = settings
    this.clock = clock
    this.users = new Users(settings.keepUsers)
    this.chats = new Chats(settings.keepClosed)
    const chatOf = (record: WorldChat): EmulatedChat => this.#chatOf.get(record) as EmulatedChat
    this.#announcer = new Announcer({ clock, every: settings.queueUpdateEvery, observers, chatOf })
    const aftermath = new Aftermath({
      settings,
      clock,
      observers,
      news: this.#announcer.news,
      chatOf,
      lineChanged: () => this.#announcer.lineChanged(),
      ended: (chat, record, agent, at) => this.#ended(chat, record, agent, at),
      found: (chat) => this.#found(chat),
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
    const user = this.users.add(this.#options.newId(), traits, this.clock.now())
    for (const observer of this.#observers) observer.joined?.(user)
    return user
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
    for (const { message, sender } of (extras.history ?? []).slice(-this.settings.keepMessages)) {
      chat.messages.push({ id: this.#options.newId(), sender, message, at })
    }
    for (const observer of this.#observers) observer.arrived?.(chat, at)
    if (this.settings.mode === 'queue') this.#enter(chat, extras.settle)
    return chat
  }

  /** Searches for an agent: resolves when somebody is invited or has the chat, and without anybody when nobody is left. */
  async search(id: string): Promise<WorldAgent | undefined> {
    const chat = this.#openChat(id)
    if (chat.record.state === 'lost') {
      const record = this.#newRecord(chat.id, chat.creator, chat.traits, { number: this.#numbers++ })
      for (const agent of chat.record.invited) record.invite(agent)
      chat.record = record
      this.#chatOf.set(record, chat)
    }
    const { record } = chat
    if (record.agent !== undefined) return record.agent
    const found = this.#searches.wait(chat)
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
    for (const observer of this.#observers) observer.said?.(chat, message, message.at)
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
      for (const observer of this.#observers) observer.status?.(agent, at)
    }
    if (settle) this.settle()
  }

  /** How many are ahead of the chat in its room's queue; undefined where it does not wait in one. */
  placeOf(id: string): { readonly ahead: number; readonly wait: number | undefined } | undefined {
    return this.#announcer.placeOf(this.chat(id).record)
  }

  /** Takes in what was there before a restart, of which nobody is told; `settle` then asks for those who wait. */
  restore(back: (platform: Restoration) => void): void {
    const observers = this.#observers.splice(0)
    const { world } = this
    const at = this.clock.now()
    back({
      user: (id, traits, createdAt) => this.users.add(id, traits, createdAt),
      chat: (id, creator, traits, createdAt, extras) => {
        const record = new WorldChat()
        record.begin(
          recordTraits(this.world, { id, creator, traits }, { ...extras, number: this.#numbers++ }, createdAt),
        )
        const chat = new EmulatedChat(id, creator, traits, record, createdAt)
        this.#chatOf.set(record, chat)
        this.chats.add(chat)
        return chat
      },
      open: (chat, agent) => {
        const { record } = chat
        this.users.engage(chat.creator, chat.id)
        if (agent === undefined && this.settings.mode === 'search') return
        world.apply({ kind: 'arrive', chat: record }, at)
        if (agent === undefined || world.nextCall() !== record) return
        world.apply({ kind: 'answer', chat: record, agent }, at)
        world.apply({ kind: 'accept', chat: record }, at)
      },
    })
    this.#observers.push(...observers)
    for (const agent of world.agents) for (const observer of observers) observer.changed?.(agent, at)
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
    record.begin(recordTraits(this.world, { id, creator, traits }, extras, this.clock.now()))
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
    this.#searches.found(chat)
    if (chat.leaving && chat.status === 'active') this.leave(chat, chat.closedBy ?? 'system')
  }

  #ended(chat: EmulatedChat, record: WorldChat, agent: WorldAgent | undefined, at: number): void {
    if (record.state === 'lost' && !chat.leaving) {
      for (const observer of this.#observers) observer.alone?.(chat, at)
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
    for (const observer of this.#observers) observer.closed?.(chat, at)
  }
}
