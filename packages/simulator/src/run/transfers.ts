import type { World, WorldEvent } from '@pointsman/world'
import { Stream } from '../chance/stream.ts'
import { languagesIn } from '../scenario/languages-in.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { platformOf } from './platform-of.ts'
import type { SimulatedChat } from './simulated-chat.ts'

/** Where the chats of a queue go on to, each with the sum of the shares up to it. */
interface Way {
  readonly upTo: number
  readonly queue: number
}

/**
 * Draws, at the end of each handling, whether the chat goes on to another queue: by the number of the chat and of the transfer,
 * so that under every strategy the same chats go the same way.
 */
export class Transfers {
  readonly #ways: readonly (readonly Way[])[]
  readonly #queues: Scenario['queues']
  readonly #world: World<SimulatedChat>
  readonly #most: number
  readonly #stream: Stream

  constructor(scenario: Scenario, world: World<SimulatedChat>, seed: number) {
    const { platform, queues } = scenario
    this.#queues = queues
    this.#world = world
    this.#most = platformOf(platform).maxTransfers
    this.#stream = new Stream(seed, 'transfer')
    const places = new Map(queues.map(({ id }, place) => [id, place]))
    this.#ways = queues.map(({ transfers = [] }) => {
      let sum = 0
      return transfers.map(({ to, share }) => ({ upTo: (sum += share), queue: places.get(to) as number }))
    })
    // Deciders learn of all classes before the first chat comes.
    for (const [queue, languages] of languagesIn(scenario)) {
      for (const language of languages) world.chatClass(queue, language)
    }
  }

  /** What happens to a chat whose handling is done; undefined: it is over. */
  next(chat: SimulatedChat): WorldEvent<SimulatedChat> | undefined {
    const { currentQueue, number, transfers } = chat
    const ways = this.#ways[currentQueue] as readonly Way[]
    if (ways.length === 0 || transfers >= this.#most) return undefined
    const draw = this.#stream.at(number, transfers).next()
    const way = ways.find(({ upTo }) => draw < upTo)
    if (way === undefined) return undefined
    const { id, priority = 0 } = this.#queues[way.queue] as Scenario['queues'][number]
    chat.currentQueue = way.queue
    return { kind: 'transfer', chat, chatClass: this.#world.chatClass(id, chat.language), priority }
  }
}
