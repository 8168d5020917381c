import type { Scenario } from '../scenario/scenario.ts'

/** By queue, the speed of a chat with whoever is fastest in it, beside as many others as makes it fastest. */
export function bestSpeeds({ agents, concurrency, queues }: Scenario): readonly number[] {
  const mostSlots = Math.max(1, ...agents.map(({ slots }) => slots))
  const speeds = concurrency?.speed ?? [1]
  const beside = Math.max(...speeds.slice(0, mostSlots))
  return queues.map(({ id }) => {
    const serving = agents.filter(({ queues }) => queues.includes(id))
    return beside * Math.max(...serving.map(({ speed = 1 }) => (typeof speed === 'number' ? speed : (speed[id] ?? 1))))
  })
}
