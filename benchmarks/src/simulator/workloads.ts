import type { Scenario } from '@pointsman/simulator'
import type { Staff } from './staff.ts'

/** M/M/20 at 90 % load; Erlang A at 100 % where patience has a mean. */
export function pool(customers: number, rate: number, patience: number | undefined): Scenario {
  return {
    pointsman: 'scenario/1',
    name: 'pool',
    horizon: { chats: customers },
    platform: { acceptance: 'join' },
    queues: [
      {
        id: 'q',
        arrivals: { kind: 'poisson', perSecond: rate },
        handleTime: { kind: 'exponential', mean: 1 },
        ...(patience === undefined ? {} : { patience: { kind: 'exponential', mean: patience } }),
      },
    ],
    agents: [{ id: 'a', count: 20, slots: 1, queues: ['q'] }],
  }
}

const languages = ['en', 'es', 'fr', 'de']

/** The skill-based chat workload of the reference. */
export function skills(chats: number, staff: Staff, load: number): Scenario {
  const agents = staff.queues.length
  return {
    pointsman: 'scenario/1',
    name: 'skills',
    horizon: { chats },
    platform: { acceptance: 'join' },
    queues: Array.from({ length: 8 }, (_, queue) => ({
      id: `q${queue}`,
      arrivals: { kind: 'poisson', perSecond: (load * agents * 3) / 480 / 8 },
      languages: { en: 0.4, es: 0.3, fr: 0.2, de: 0.1 },
      handleTime: { kind: 'lognormal', mean: 480, sd: 480 * Math.sqrt(Math.exp(0.64) - 1) },
      patience: { kind: 'exponential', mean: 180 },
    })),
    agents: Array.from(staff.queues, (queues, agent) => ({
      id: `a${agent}`,
      slots: 3,
      queues: Array.from({ length: 8 }, (_, queue) => queue)
        .filter((queue) => (queues >> queue) & 1)
        .map((queue) => `q${queue}`),
      languages: languages.filter((_, language) => ((staff.languages[agent] as number) >> language) & 1),
    })),
  }
}
