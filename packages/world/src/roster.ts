import type { AgentId, QueueId, Status } from '@pointsman/core'
import { ChatClass } from './chat-class.ts'
import { Holdings } from './holdings.ts'
import { WorldAgent, type AgentTraits, type Servable } from './world-agent.ts'

/** The agents, who of them is there, and what each class of chats finds free. */
export class Roster {
  readonly agents: readonly WorldAgent[]
  readonly byId: ReadonlyMap<AgentId, WorldAgent>
  readonly classes: ChatClass[] = []
  readonly holdings: Holdings
  /** By agent: when they last did anything, and last logged in; NaN: never. */
  readonly activeAt: Float64Array
  readonly loginAt: Float64Array
  readonly #classes = new Map<QueueId, Map<string, ChatClass>>()
  #loggedIn: WorldAgent[] | undefined = undefined
  #available = 0

  /** Throws a RangeError where two agents have the same id. */
  constructor(traits: readonly AgentTraits[]) {
    const shared = {
      holdings: new Holdings(traits.reduce((sum, { slots }) => sum + slots, 0)),
      activeAt: new Float64Array(traits.length).fill(NaN),
      loginAt: new Float64Array(traits.length).fill(NaN),
    }
    let place = 0
    this.agents = traits.map((one, index) => {
      const agent = new WorldAgent(one, index, place, shared)
      place += one.slots
      return agent
    })
    this.holdings = shared.holdings
    this.activeAt = shared.activeAt
    this.loginAt = shared.loginAt
    this.byId = new Map(this.agents.map((agent) => [agent.id, agent]))
    if (this.byId.size !== this.agents.length) throw new RangeError('two agents have the same id')
  }

  /** Everybody online or paused, full ones too. */
  get loggedIn(): readonly WorldAgent[] {
    return (this.#loggedIn ??= this.agents.filter(({ status }) => status === 'online' || status === 'paused'))
  }

  get anybodyAvailable(): boolean {
    return this.#available > 0
  }

  /** The class of these chats, made when first asked for. */
  chatClass(queue: QueueId, language: string): ChatClass {
    let languages = this.#classes.get(queue)
    if (languages === undefined) this.#classes.set(queue, (languages = new Map()))
    let found = languages.get(language)
    if (found === undefined) {
      found = new ChatClass(this.classes.length, queue, language, this.agents)
      languages.set(language, found)
      this.classes.push(found)
      // Agents who may take the same chats share one list: a large roster is limited by the memory that is touched.
      const longer = new Map<readonly Servable[], readonly Servable[]>()
      for (const agent of found.agents) {
        const { classes } = agent
        let list = longer.get(classes)
        if (list === undefined) longer.set(classes, (list = [...classes, found]))
        agent.classes = list
        if (agent.available) found.available += 1
      }
    }
    return found
  }

  takeSlot(agent: WorldAgent): void {
    agent.capacity -= 1
    agent.open -= 1
    if (agent.open === 0) this.#count(agent, -1)
  }

  giveSlotBack(agent: WorldAgent): void {
    agent.capacity += 1
    agent.open += 1
    if (agent.open === 1) this.#count(agent, 1)
  }

  setStatus(agent: WorldAgent, status: Status): void {
    const before = agent.available
    agent.status = status
    // However many slots come free meanwhile, it stays below 0.
    agent.open = status === 'online' ? agent.capacity : -1 - agent.slots
    this.#loggedIn = undefined
    if (agent.available !== before) this.#count(agent, before ? -1 : 1)
  }

  #count(agent: WorldAgent, change: 1 | -1): void {
    this.#available += change
    const { classes } = agent
    for (let i = 0; i < classes.length; i++) (classes[i] as Servable).available += change
  }
}
