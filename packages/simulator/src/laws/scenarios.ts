import type { Distribution } from '../scenario/distribution.ts'
import type { AgentSettings, QueueSettings, Scenario } from '../scenario/scenario.ts'
import { Stream } from '../chance/stream.ts'

/** A small scenario in which anything may happen, from a number. Simple durations, so that many things happen at once. */
export function oddScenario(number: number): Scenario {
  const stream = new Stream(number, 'scenario')
  const below = (count: number): number => Math.floor(stream.next() * count)
  const one = <T>(...of: readonly T[]): T => of[below(of.length)] as T
  const duration = (): Distribution =>
    one<Distribution>(
      { kind: 'exponential', mean: 20 },
      { kind: 'constant', value: one(0, 5, 10) },
      { kind: 'uniform', min: 0, max: 40 },
      { kind: 'empirical', values: [0, 5, 5, 30] },
    )
  const ids = ['1', '2', '3'].slice(0, 1 + below(3))
  const queues = ids.map((id): QueueSettings => ({
    id,
    arrivals: one<QueueSettings['arrivals']>(
      { kind: 'poisson', perSecond: one(0.02, 0.1, 0.3) },
      { kind: 'piecewise', period: 100, from: [0, 50], perSecond: [0.3, 0] },
      { kind: 'trace', at: Array.from({ length: 40 }, (_, i) => Math.floor(i / 3) * 10) },
    ),
    languages: one<Record<string, number> | undefined>(undefined, { en: 0.5, es: 0.5 }),
    handleTime: duration(),
    patience: one<Distribution>({ kind: 'never' }, duration(), { kind: 'constant', value: 15 }),
    priority: below(3),
  }))
  const agents = Array.from({ length: 1 + below(4) }, (_, place): AgentSettings => ({
    id: `agent-${place}`,
    ...one({}, { count: 1 + below(3) }),
    slots: 1 + below(3),
    queues: place === 0 ? ids : ids.filter(() => below(2) === 0),
    languages: place === 0 ? [] : one<string[]>([], ['en'], ['es', 'en']),
    speed: one<number | Record<string, number>>(1, 2, { 1: 0.5 }),
    answers: one<AgentSettings['answers']>(
      undefined,
      { accept: 0.6, reject: 0.3, after: duration() },
      { reject: 0.5 },
      { accept: 0.5, reject: 0, after: { kind: 'constant', value: 2 } },
    ),
    ...one({}, { shifts: [[below(2) * 50, 400] as const] }, { shifts: [[100, 200] as const, [200, 300] as const] }),
  }))
  // From streams of their own, so that what is the same without them stays the same.
  const learnt = new Stream(number, 'skills')
  const skills = agents.map((agent) => {
    const draw = learnt.next()
    return draw < 0.5 ? agent : { ...agent, skills: { billing: draw < 0.75 ? 1 : 2 } }
  })
  const ways = new Stream(number, 'transfers')
  const handedOn = (id: string): QueueSettings['transfers'] => {
    const others = ids.filter((other) => other !== id && ways.next() < 0.5)
    return others.length === 0 ? undefined : others.map((to) => ({ to, share: 0.8 / others.length }))
  }
  const scenario: Scenario = {
    pointsman: 'scenario/1',
    name: `odd ${number}`,
    horizon: one<Scenario['horizon']>({ chats: 100 }, { seconds: 400 }),
    warmup: one<Scenario['warmup']>(undefined, { chats: 10 }, { seconds: 50 }),
    platform: {
      mode: one('queue', 'queue', 'search'),
      acceptance: one('invite', 'join'),
      invitationTimeout: one(12, 30),
      maxAttempts: 1 + below(4),
      waitingRoom: one(undefined, 0, 3, 20),
      retryInterval: one(undefined, undefined, 7),
      abandonWhileInvited: one(true, false),
      maxTransfers: number % 4,
    },
    queues,
    agents: skills,
    concurrency: one<Scenario['concurrency']>(undefined, { speed: [1, 0.5] }, { speed: [1, 0.9, 0.8] }),
  }
  // Chats that wait for ever are asked for again very often: of those with transfers an eighth will do.
  if (scenario.platform?.retryInterval !== undefined && number % 8 !== 0) return scenario
  return { ...scenario, queues: queues.map((queue) => ({ ...queue, transfers: handedOn(queue.id) })) }
}
