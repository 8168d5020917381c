import type { PlatformSettings, Scenario } from '../scenario/scenario.ts'

/** Servers alike behind one queue, with exponential everything: the models of Erlang B, C and A. */
export function pool(
  model: {
    readonly servers: number
    readonly lambda: number
    readonly mu: number
    readonly theta?: number | undefined
    readonly platform?: PlatformSettings
  },
  chats: number,
): Scenario {
  const { servers, lambda, mu, theta, platform } = model
  return {
    pointsman: 'scenario/1',
    name: 'pool',
    horizon: { chats },
    warmup: { chats: Math.round(chats / 10) },
    platform: { acceptance: 'join', ...platform },
    queues: [
      {
        id: 'q',
        arrivals: { kind: 'poisson', perSecond: lambda },
        handleTime: { kind: 'exponential', mean: 1 / mu },
        patience: theta === undefined ? { kind: 'never' } : { kind: 'exponential', mean: 1 / theta },
      },
    ],
    agents: [{ id: 'a', count: servers, slots: 1, queues: ['q'] }],
  }
}
