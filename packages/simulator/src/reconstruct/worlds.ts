import type { AgentSettings, QueueSettings, Scenario } from '../scenario/scenario.ts'
import type { Reconstructed } from './reconstruction.ts'

/** A plain world in which chats wait, some customers leave, and agents are alike. */
export function plainWorld(chats: number, over: Partial<Scenario> = {}): Scenario {
  return {
    pointsman: 'scenario/1',
    name: 'plain',
    horizon: { chats },
    platform: { acceptance: 'join' },
    queues: [
      {
        id: 'q',
        arrivals: { kind: 'poisson', perSecond: 0.06 },
        handleTime: { kind: 'gamma', mean: 300, sd: 200 },
        patience: { kind: 'exponential', mean: 150 },
      },
    ],
    agents: [{ id: 'a', count: 9, slots: 2, queues: ['q'] }],
    ...over,
  }
}

/** The same, where agents are invited, and do not always accept. */
export function invited(chats: number): Scenario {
  const answers = { accept: 0.85, reject: 0.06, after: { kind: 'exponential', mean: 6 } } as const
  return plainWorld(chats, {
    platform: { acceptance: 'invite', invitationTimeout: 25 },
    agents: [{ id: 'a', count: 9, slots: 2, queues: ['q'], answers }],
  })
}

/** What was reconstructed; throws where nothing was. */
export function scenarioOf({ scenario }: Reconstructed): Scenario {
  if (scenario === undefined) throw new Error('nothing reconstructed')
  return scenario
}

/** A queue by its id. */
export function queueOf(scenario: Scenario, id: string): QueueSettings {
  const queue = scenario.queues.find((one) => one.id === id)
  if (queue === undefined) throw new Error(`no queue ${id}`)
  return queue
}

/** An agent by its id. */
export function agentOf(scenario: Scenario, id: string): AgentSettings {
  const agent = scenario.agents.find((one) => one.id === id)
  if (agent === undefined) throw new Error(`no agent ${id}`)
  return agent
}
