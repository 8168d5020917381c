import type { Distribution } from '../scenario/distribution.ts'
import type { AgentSettings, AnswerSettings, QueueSettings, Scenario } from '../scenario/scenario.ts'

const usual: Distribution = { kind: 'gamma', mean: 300, sd: 200 }

/** Where waits are short: else a day has too few who leave to know from it how many would. */
const impatient: Partial<QueueSettings> = { patience: { kind: 'exponential', mean: 120 } }

/** Worlds whose truth is known, each hard in another way. All come to their load within some hours. */
export const worlds: Readonly<Record<string, Scenario>> = {
  balanced: world('balanced', {
    queues: [queue('q', 0.05)],
    agents: [{ id: 'a', count: 9, slots: 2, queues: ['q'], answers: answers(0.88, 0.08) }],
  }),
  'skewed skills': world('skewed skills', {
    queues: [queue('sales', 0.03), queue('help', 0.03, { handleTime: { kind: 'lognormal', mean: 420, sd: 300 } })],
    agents: [
      { id: 'seller', count: 4, slots: 2, queues: ['sales'], answers: answers(0.88, 0.08) },
      { id: 'helper', count: 5, slots: 2, queues: ['help'], answers: answers(0.88, 0.08) },
      { id: 'both', count: 4, slots: 2, queues: ['sales', 'help'], speed: 0.8, answers: answers(0.85, 0.1) },
    ],
  }),
  overload: world('overload', {
    queues: [queue('q', 0.085, { patience: { kind: 'exponential', mean: 150 } })],
    agents: [{ id: 'a', count: 9, slots: 2, queues: ['q'], answers: answers(0.88, 0.08) }],
  }),
  'high refusal': world('high refusal', {
    queues: [queue('q', 0.045)],
    agents: [
      { id: 'keen', count: 6, slots: 2, queues: ['q'], answers: answers(0.95, 0.03) },
      { id: 'choosy', count: 6, slots: 2, queues: ['q'], answers: answers(0.5, 0.4) },
    ],
  }),
  'slow-down': world('slow-down', {
    queues: [queue('q', 0.06, impatient)],
    agents: [{ id: 'a', count: 10, slots: 4, queues: ['q'], answers: answers(0.88, 0.08) }],
    concurrency: { speed: [1, 0.85, 0.7, 0.58] },
  }),
  'coming and going': world('coming and going', {
    queues: [
      queue('q', 0, {
        arrivals: {
          kind: 'piecewise',
          period: 86_400,
          from: [0, 7200, 21_600, 36_000, 50_400],
          perSecond: [0.02, 0.05, 0.065, 0.04, 0.001],
        },
      }),
    ],
    agents: [
      ...[0, 3600, 7200, 9000, 10_800, 14_400, 18_000].map((from, i): AgentSettings => {
        const shifts = [
          [from, from + 12_600],
          [from + 15_300, from + 30_600],
        ] as const
        return { id: `early-${i}`, slots: 2, queues: ['q'], shifts, answers: answers(0.88, 0.08) }
      }),
      { id: 'steady', count: 4, slots: 2, queues: ['q'], answers: answers(0.8, 0.1) },
    ],
  }),
  languages: world('languages', {
    queues: [queue('q', 0.05, { languages: { en: 0.6, es: 0.3, fr: 0.1 } })],
    agents: [
      { id: 'en', count: 5, slots: 2, queues: ['q'], languages: ['en'], answers: answers(0.88, 0.08) },
      { id: 'es', count: 3, slots: 2, queues: ['q'], languages: ['es'], answers: answers(0.88, 0.08) },
      { id: 'all', count: 3, slots: 2, queues: ['q'], languages: ['en', 'es', 'fr'], answers: answers(0.8, 0.1) },
    ],
  }),
  searching: world('searching', {
    platform: { mode: 'search', maxAttempts: 3, invitationTimeout: 20 },
    queues: [queue('q', 0.05, impatient)],
    agents: [{ id: 'a', count: 9, slots: 2, queues: ['q'], answers: answers(0.75, 0.15) }],
  }),
  priorities: world('priorities', {
    queues: [
      queue('gold', 0.01, { priority: 2 }),
      queue('silver', 0.02, { priority: 1, handleTime: { kind: 'lognormal', mean: 300, sd: 300 } }),
      queue('rest', 0.03, { handleTime: { kind: 'exponential', mean: 240 } }),
    ],
    agents: [{ id: 'a', count: 10, slots: 2, queues: ['gold', 'silver', 'rest'], answers: answers(0.88, 0.08) }],
  }),
  'fast and slow': world('fast and slow', {
    queues: [queue('q', 0.05, impatient)],
    agents: [
      { id: 'fast', count: 3, slots: 3, queues: ['q'], speed: 1.5, answers: answers(0.88, 0.08) },
      { id: 'usual', count: 4, slots: 2, queues: ['q'], answers: answers(0.88, 0.08) },
      { id: 'slow', count: 4, slots: 2, queues: ['q'], speed: 0.6, answers: answers(0.8, 0.1) },
    ],
  }),
}

function world(name: string, over: Pick<Scenario, 'queues' | 'agents'> & Partial<Scenario>): Scenario {
  return {
    pointsman: 'scenario/1',
    name,
    horizon: { chats: 4000 },
    platform: { acceptance: 'invite', invitationTimeout: 25 },
    ...over,
  }
}

function queue(id: string, perSecond: number, over: Partial<QueueSettings> = {}): QueueSettings {
  return {
    id,
    arrivals: { kind: 'poisson', perSecond },
    handleTime: usual,
    patience: { kind: 'exponential', mean: 300 },
    ...over,
  }
}

function answers(accept: number, reject: number): AnswerSettings {
  return { accept, reject, after: { kind: 'exponential', mean: 6 } }
}
