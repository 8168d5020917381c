import { createHmac } from 'node:crypto'
import { loadPayload } from '@pointsman/fixtures'
import { secret } from './secret.ts'

/** A request as it is posted. */
export interface Posted {
  readonly body: Buffer
  readonly signature: string
  /** The chat it is about. */
  readonly chat: string
}

/**
 * How much of the roster is new in the next request. `working`: what happens meanwhile. `all acting`: everybody's
 * `lastActivity`. `all changed`: that, and everybody has signed in anew, so that no agent's text is what it was but for one
 * number. `shuffled`: as when working, but in another order each time, so that nobody is where they were.
 */
export type Roster = 'working' | 'all acting' | 'all changed' | 'shuffled'

/** Chats that an agent can have at once. */
const slots = 5
/** Chats that an agent has on average. */
const busy = 3
/** Seconds a chat takes. */
const handling = 600
/** Seconds from one thing that an agent does to the next: in each of 3 chats they write about once a minute. */
const betweenActs = 20

/**
 * The contact centre whose requests are posted. Its chats arrive as fast as keeps every agent at 3 of 5 slots when a chat
 * takes ten minutes: one every 10 seconds with 20 agents, one a second with 200. `created_at` moves at that pace. Whom a
 * server named has the chat in the next snapshot, with a slot less, until it ends; and agents act every 20 seconds, which
 * changes their `lastActivity`: between two requests 39 % of 20 agents, 5 % of 200. So memories fill and empty as they do
 * in service: what was reserved shows, and what was promised a day ago is forgotten. A payload in which time stands still
 * and nothing named ever shows would charge a server for thousands of reservations that no centre has, and one in which
 * nobody moves would make it a present of every roster.
 *
 * What the server spares itself, because most agents are what they were, it does not where they are not: see `Roster`.
 */
export class Centre {
  readonly #agents: BusyAgent[]
  readonly #texts: Buffer[]
  readonly #chat: Readonly<Record<string, unknown>>
  readonly #head: Buffer
  readonly #share: number
  readonly #roster: Roster
  readonly #step: number
  readonly #name: string
  readonly #open: { readonly until: number; readonly chat: string; readonly agent: BusyAgent }[] = []
  #at: number
  #chats = 0
  #seed = 1

  /** Another one of its days has chats of its own. */
  constructor(agents: number, roster: Roster = 'working', day = 0) {
    const { data, created_at, trigger, appId } = loadPayload('documented-example')
    const at = created_at + day * 86_400
    this.#name = day === 0 ? 'chat' : `chat-of-day-${day}`
    const [documented] = data.agents
    this.#at = at
    this.#chat = data.chat
    this.#step = handling / (agents * busy)
    this.#roster = roster
    this.#share = roster.startsWith('all') ? 1 : 1 - Math.exp(-this.#step / betweenActs)
    this.#agents = Array.from({ length: agents }, (_, i) => ({
      ...documented,
      id: `agent-${i}`,
      name: `Olivia Parker ${i}`,
      nickname: `Vivi P ${i}`,
      contact: `vivi-parker-${i}@acme-airlines.com`,
      rejections: i % 5 === 0 ? ['a-chat-long-ago'] : [],
      lastActivity: at - (i % betweenActs),
      capacity: slots,
      chats: [],
      place: i,
    }))
    this.#texts = this.#agents.map(textOf)
    this.#head = Buffer.from(
      `{"trigger":${JSON.stringify(trigger)},"appId":${JSON.stringify(appId)},"data":{"agents":[`,
    )
  }

  /** The next chat that looks for an agent. */
  next(): Posted {
    this.#at += this.#step
    this.#move()
    const at = Math.floor(this.#at)
    this.#chats += 1
    const chat = `${this.#name}-${String(this.#chats).padStart(8, '0')}`
    const asked = { ...this.#chat, id: chat, created: at - 1, lastActivity: at, creator: `customer-${this.#chats}` }
    const parts = [this.#head]
    for (const text of this.#roster === 'shuffled' ? this.#shuffled() : this.#texts) parts.push(text, comma)
    parts[parts.length - 1] = Buffer.from(`],"chat":${JSON.stringify(asked)}},"created_at":${at}}`)
    const body = Buffer.concat(parts)
    return { body, signature: createHmac('sha256', secret).update(body).digest('hex'), chat }
  }

  /** The agent takes the chat that they were named for. */
  took(chat: string, id: string): void {
    const agent = this.#agents[Number(id.slice('agent-'.length))]
    if (agent === undefined) throw new Error(`${id} is not listed`)
    agent.chats.push(chat)
    this.#open.push({ until: this.#at + handling, chat, agent })
    this.#act(agent)
  }

  #move(): void {
    for (let first = this.#open[0]; first !== undefined && first.until <= this.#at; first = this.#open[0]) {
      this.#open.shift()
      first.agent.chats.splice(first.agent.chats.indexOf(first.chat), 1)
      this.#act(first.agent)
    }
    for (const agent of this.#agents) {
      if (this.#draw() < this.#share) this.#act(agent)
    }
  }

  #draw(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0
    return this.#seed / 2 ** 32
  }

  #shuffled(): readonly Buffer[] {
    const texts = [...this.#texts]
    for (let i = texts.length - 1; i > 0; i--) {
      const j = Math.floor(this.#draw() * (i + 1))
      const text = texts[i] as Buffer
      texts[i] = texts[j] as Buffer
      texts[j] = text
    }
    return texts
  }

  #act(agent: BusyAgent): void {
    agent.lastActivity = Math.floor(this.#at)
    agent.capacity = Math.max(0, slots - agent.chats.length)
    if (this.#roster === 'all changed') agent.lastLogin = agent.lastActivity
    this.#texts[agent.place] = textOf(agent)
  }
}

interface BusyAgent {
  readonly place: number
  readonly chats: string[]
  lastActivity: number
  lastLogin?: unknown
  capacity: number
}

const comma = Buffer.from(',')

function textOf(agent: BusyAgent): Buffer {
  return Buffer.from(JSON.stringify({ ...agent, place: undefined }))
}
