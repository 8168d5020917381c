import { builtin, type Strategy } from '@pointsman/core'
import { Customers } from '../run/customers.ts'
import { replicate } from '../run/replicate.ts'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { Known } from '../scenario/known.ts'
import type { Scenario } from '../scenario/scenario.ts'

interface Column {
  readonly at: number[]
  readonly language: string[]
  readonly handleTime: Known[]
  readonly patience: Known[]
}

/**
 * One day of a world: the same customers at the same times with the same work and patience, whatever the seed, so that
 * nothing but agents' answers and lots differs between its replications. What is to be predicted is such a day.
 */
export function frozenDay(world: Scenario, seed: number): Scenario {
  const columns = world.queues.map((): Column => ({ at: [], language: [], handleTime: [], patience: [] }))
  const customers = new Customers(world, seed)
  replicate({
    scenario: world,
    strategy: (lots): Strategy => builtin('random', { seed: lots }) as Strategy,
    seed,
    replication: 0,
    observers: [
      {
        arrived: (chat, at) => {
          const { language, number, place, queueIndex } = chat as SimulatedChat
          const column = columns[queueIndex] as Column
          const patience = customers.patience(queueIndex, number, place)
          column.at.push(at)
          column.language.push(language)
          column.handleTime.push(customers.work(queueIndex, number, place))
          column.patience.push(patience === Infinity ? null : patience)
        },
      },
    ],
  })
  return {
    ...world,
    queues: world.queues.map((queue, place) => {
      const { at, ...chats } = columns[place] as Column
      return { ...queue, arrivals: { kind: 'trace', at, chats } }
    }),
  }
}
