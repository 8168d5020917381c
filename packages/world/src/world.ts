import type { AgentId, Instant, Request, Status } from '@pointsman/core'
import { Calls } from './calls.ts'
import type { Held } from './held.ts'
import type { Holdings } from './holdings.ts'
import { Roster } from './roster.ts'
import type { Platform } from './platform.ts'
import { RequestView } from './request-view.ts'
import type { ChatClass } from './chat-class.ts'
import type { Witness } from './witness.ts'
import type { AgentTraits, WorldAgent } from './world-agent.ts'
import type { WorldChat } from './world-chat.ts'
import type { WorldEvent } from './world-event.ts'

/**
 * A contact centre as a state machine: `apply`, with the methods that stand for its commonest events, is the only writer, and
 * there is no clock and no chance in it, so that a simulator and an emulator can drive the same world by their own clocks.
 * After each event, `nextCall` gives the chats for which an agent is to be asked, one by one, and each is answered by an
 * `answer` event.
 */
export class World<C extends WorldChat = WorldChat> {
  readonly platform: Platform
  readonly roster: Roster
  readonly #witness: Witness<C>
  readonly #calls: Calls<C>
  readonly #view: RequestView = new RequestView()
  /** Whoever is named has the chat at once. */
  readonly #joins: boolean
  readonly #holdings: Holdings
  /** By agent. */
  readonly #activeAt: Float64Array
  #waiting = 0

  constructor(platform: Platform, agents: readonly AgentTraits[], witness: Witness<C>) {
    this.platform = platform
    this.roster = new Roster(agents)
    this.#holdings = this.roster.holdings
    this.#activeAt = this.roster.activeAt
    this.#calls = new Calls(this.roster)
    this.#witness = witness
    this.#joins = platform.acceptance === 'join'
  }

  get agents(): readonly WorldAgent[] {
    return this.roster.agents
  }

  /** Whether there may be chats to be asked for now. */
  get isCalling(): boolean {
    return this.#calls.any
  }

  /** Chats in the waiting lines. */
  get waiting(): number {
    return this.#waiting
  }

  agent(id: AgentId): WorldAgent | undefined {
    return this.roster.byId.get(id)
  }

  /** The class of the chats of this queue in this language. */
  chatClass(queue: string, language: string): ChatClass {
    return this.roster.chatClass(queue, language)
  }

  /** Takes an event in. Time never runs back. */
  apply(event: WorldEvent<C>, at: Instant): void {
    switch (event.kind) {
      case 'arrive':
        return this.#call(event.chat)
      case 'answer':
        return this.answer(event.chat, event.agent, at)
      case 'close':
        return this.close(event.chat, at)
      case 'transfer':
        return this.#transfer(event.chat, event.chatClass, event.priority, at)
      case 'accept':
        return this.#accept(event.chat, at)
      case 'reject':
        return this.#reject(event.chat, at)
      case 'expire':
        return this.#expire(event.chat, at)
      case 'abandon':
        return this.#abandon(event.chat, at)
      case 'retry':
        return this.#retry(event.chat)
      case 'status':
        return this.#setStatus(event.agent, event.status, at)
    }
  }

  /** The event `answer`, without a record of it: a chat passes here as often as it is asked for. */
  answer(chat: C, agent: WorldAgent | undefined, at: Instant): void {
    if (chat.state !== 'called') return
    if (agent === undefined || !agent.available) return this.#offerNobody(chat, at)
    chat.attempts += 1
    chat.agent = agent
    this.roster.takeSlot(agent)
    if (this.#joins) this.#begin(chat, agent, at)
    else this.#invite(chat, agent, at)
  }

  /** The event `close`, without a record of it. */
  close(chat: C, at: Instant): void {
    const { agent } = chat
    if (chat.state !== 'active' || agent === undefined) return
    this.#letGo(chat, agent, at)
    this.#freeSlot(agent)
    this.#witness.changed(agent, at)
    this.#end(chat, 'closed', at)
  }

  /** What `arrive` and the `nextCall` after it come to where nobody else is to be asked for: the chat is being asked for. */
  callAtOnce(chat: C): void {
    chat.state = 'called'
    chat.asked += 1
  }

  /**
   * The next chat for which an agent is to be asked now, or undefined. First those that just arrived or whose invitation
   * came to nothing; then, for every agent who came free, the waiting chats that this agent may take, the highest
   * priority first, then the longest waiting. Where answers take time, `line` false leaves those that wait for later: as
   * long as as many are asked for as there are slots free, more would be asked for in vain.
   */
  nextCall(line: boolean = true): C | undefined {
    const chat = this.#calls.next(line)
    if (chat === undefined) return undefined
    if (chat.state === 'waiting') this.#leaveLine(chat)
    chat.state = 'called'
    chat.asked += 1
    return chat
  }

  /** Whether the platform's rules let anybody take the chat now; refusers are not asked again. */
  mayBeTaken(chat: C): boolean {
    const { chatClass, rejectedBy } = chat
    if (chatClass.available === 0) return false
    if (rejectedBy.size === 0) return true
    return chatClass.agents.some((agent) => agent.available && !rejectedBy.has(agent.id))
  }

  /** What the webhook is asked about the chat: a view that is valid until the next event. */
  requestFor(chat: C, at: Instant): Request {
    return this.#view.of(chat, at, this.roster.loggedIn)
  }

  #call(chat: C): void {
    chat.state = 'called'
    this.#calls.push(chat)
  }

  #invite(chat: C, agent: WorldAgent, at: Instant): void {
    chat.state = 'invited'
    chat.invite(agent.id)
    agent.pendingInvitations += 1
    agent.invitedTo.push(chat)
    this.#witness.changed(agent, at)
    this.#witness.invited(chat, agent, at)
  }

  #offerNobody(chat: C, at: Instant): void {
    if (chat.patienceEnded) return this.#end(chat, 'abandoned', at)
    if (this.platform.mode === 'search') return this.#end(chat, 'lost', at)
    if (!chat.admitted && this.#waiting >= this.platform.waitingRoom) return this.#end(chat, 'lost', at)
    chat.admitted = true
    chat.state = 'waiting'
    chat.chatClass.line.insert(chat)
    this.#waiting += 1
    this.#witness.waits(chat, at)
  }

  #begin(chat: C, agent: WorldAgent, at: Instant): void {
    chat.state = 'active'
    this.#holdings.put(agent.firstPlace, agent.activeChats++, chat)
    this.#activeAt[agent.index] = at
    this.#witness.changed(agent, at)
    this.#witness.attended(chat, agent, at)
  }

  #letGo(chat: C, agent: WorldAgent, at: Instant): void {
    this.#holdings.take(agent.firstPlace, agent.activeChats--, chat)
    this.#activeAt[agent.index] = at
  }

  #accept(chat: C, at: Instant): void {
    const { agent } = chat
    if (chat.state !== 'invited' || agent === undefined) return
    agent.pendingInvitations -= 1
    drop(agent.invitedTo, chat)
    this.#begin(chat, agent, at)
  }

  #reject(chat: C, at: Instant): void {
    if (chat.state !== 'invited') return
    const agent = this.#freeInvited(chat)
    const again = chat.rejectedBy.has(agent.id)
    if (chat.rejectedBy.size === 0) chat.rejectedBy = new Set()
    chat.rejectedBy.add(agent.id)
    if (agent.rejections.size === 0) agent.rejections = new Set()
    agent.rejections.add(chat.id)
    this.#activeAt[agent.index] = at
    this.#witness.changed(agent, at)
    this.#witness.refused(chat, agent, at, again)
    this.#askAgain(chat, at)
  }

  #expire(chat: C, at: Instant): void {
    if (chat.state !== 'invited') return
    const agent = this.#freeInvited(chat)
    this.#witness.changed(agent, at)
    this.#witness.expired(chat, agent, at)
    this.#askAgain(chat, at)
  }

  #askAgain(chat: C, at: Instant): void {
    const { mode, maxAttempts } = this.platform
    if (chat.patienceEnded) this.#end(chat, 'abandoned', at)
    else if (mode === 'search' && chat.attempts - chat.attemptsBefore >= maxAttempts) this.#end(chat, 'lost', at)
    else this.#call(chat)
  }

  #abandon(chat: C, at: Instant): void {
    switch (chat.state) {
      case 'waiting':
        this.#leaveLine(chat)
        return this.#end(chat, 'abandoned', at)
      case 'called':
        return this.#end(chat, 'abandoned', at)
      case 'invited': {
        if (!this.platform.abandonWhileInvited) {
          chat.endPatience()
          return
        }
        const agent = this.#freeInvited(chat)
        this.#witness.changed(agent, at)
        this.#witness.withdrawn(chat, agent, at)
        return this.#end(chat, 'abandoned', at)
      }
      default:
    }
  }

  #transfer(chat: C, chatClass: ChatClass, priority: number | undefined, at: Instant): void {
    const { agent, queue } = chat
    if (chat.state !== 'active' || agent === undefined) return
    this.#letGo(chat, agent, at)
    chat.agent = undefined
    chat.chatClass = chatClass
    if (priority !== undefined) chat.priority = priority
    chat.leave(agent.id)
    chat.admitted = true
    this.#call(chat)
    this.#freeSlot(agent)
    this.#witness.changed(agent, at)
    this.#witness.transferred(chat, agent, queue, at)
  }

  #retry(chat: C): void {
    if (chat.state === 'waiting' && this.roster.anybodyAvailable) this.#calls.push(chat)
  }

  #setStatus(agent: WorldAgent, status: Status, at: Instant): void {
    if (agent.status === status) return
    if (status === 'online' && agent.status === 'offline') this.roster.loginAt[agent.index] = at
    this.roster.setStatus(agent, status)
    this.#witness.changed(agent, at)
    if (status === 'online') return void (agent.available && this.#waiting > 0 && this.#calls.free(agent))
    for (const invited of agent.invitedTo.slice()) {
      const chat = invited as WorldChat as C
      this.#freeInvited(chat)
      this.#witness.changed(agent, at)
      this.#witness.withdrawn(chat, agent, at)
      this.#askAgain(chat, at)
    }
  }

  #freeInvited(chat: C): WorldAgent {
    const agent = chat.agent as WorldAgent
    agent.pendingInvitations -= 1
    drop(agent.invitedTo, chat)
    chat.agent = undefined
    // Back in hand until it is asked for again or ends; no later answer to the old invitation counts.
    chat.state = 'called'
    this.#freeSlot(agent)
    return agent
  }

  #freeSlot(agent: WorldAgent): void {
    this.roster.giveSlotBack(agent)
    if (this.#waiting > 0) this.#calls.free(agent)
  }

  #leaveLine(chat: C): void {
    chat.chatClass.line.remove(chat)
    this.#waiting -= 1
  }

  #end(chat: C, how: 'closed' | 'abandoned' | 'lost', at: Instant): void {
    const { agent } = chat
    chat.state = how
    chat.agent = undefined
    if (chat.rejectedBy.size > 0) this.#forgetRefusals(chat, at)
    this.#witness.ended(chat, agent, at)
  }

  #forgetRefusals(chat: C, at: Instant): void {
    for (const id of chat.rejectedBy) {
      const refuser = this.agent(id) as WorldAgent
      refuser.rejections.delete(chat.id)
      this.#witness.changed(refuser, at)
    }
  }
}

/** Takes the chat out. `indexOf` compares references alone; a comparison here would look at the other chats first. */
function drop(chats: Held[], chat: Held): void {
  const last = chats.length - 1
  const place = last === 0 ? 0 : chats.indexOf(chat)
  chats[place] = chats[last] as Held
  chats.pop()
}
