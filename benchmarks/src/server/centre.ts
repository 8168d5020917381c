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
 * `restless`: everybody acts between any two requests. That changes `lastActivity` alone, which the server has a short cut
 * for; what a roster costs that differs in more, or comes in another order, is not measured here.
 */
export class Centre {
  readonly #agents: BusyAgent[]
  readonly #texts: Buffer[]
  readonly #chat: Readonly<Record<string, unknown>>
  readonly #head: Buffer
  readonly #share: number
  readonly #step: number
  readonly #open: { readonly until: number; readonly chat: string; readonly agent: BusyAgent }[] = []
  #at: number
  #chats = 0
  #seed = 1

  constructor(agents: number, restless = false) {
    const { data, created_at: at, trigger, appId } = loadPayload('documented-example')
    const [documented] = data.agents
    this.#at = at
    this.#chat = data.chat
    this.#step = handling / (agents * busy)
    this.#share = restless ? 1 : 1 - Math.exp(-this.#step / betweenActs)
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
    const chat = `chat-${String(this.#chats).padStart(8, '0')}`
    const asked = { ...this.#chat, id: chat, created: at - 1, lastActivity: at, creator: `customer-${this.#chats}` }
    const parts = [this.#head]
    for (const text of this.#texts) parts.push(text, comma)
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
      this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0
      if (this.#seed / 2 ** 32 < this.#share) this.#act(agent)
    }
  }

  #act(agent: BusyAgent): void {
    agent.lastActivity = Math.floor(this.#at)
    agent.capacity = Math.max(0, slots - agent.chats.length)
    this.#texts[agent.place] = textOf(agent)
  }
}

interface BusyAgent {
  readonly place: number
  readonly chats: string[]
  lastActivity: number
  capacity: number
}

const comma = Buffer.from(',')

function textOf(agent: BusyAgent): Buffer {
  return Buffer.from(JSON.stringify({ ...agent, place: undefined }))
}
