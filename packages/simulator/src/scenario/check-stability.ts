import { meanOf, rateOf } from './means.ts'
import type { Problem } from './problem.ts'
import type { AgentSettings, QueueSettings, Scenario } from './scenario.ts'

/** Above this many queues only each alone and all together are looked at: there are 2^n − 1 sets of n queues. */
const mostQueues = 12

/**
 * Warns where waiting chats would become more and more: queues whose customers never leave, with more work than all the
 * agents who serve any of them can do, with every slot filled, in the long run.
 */
export function stabilityProblems({ queues, agents, platform = {}, concurrency }: Scenario): readonly Problem[] {
  if (platform.mode === 'search' || platform.waitingRoom !== undefined) return []
  const endless = queues.filter(({ patience }) => patience === undefined || patience.kind === 'never')
  const speed = concurrency?.speed ?? []
  let worst: { set: readonly QueueSettings[]; load: number; slots: number } | undefined
  for (const set of setsOf(endless)) {
    const ids = set.map(({ id }) => id)
    const serving = agents.filter((agent) => agent.queues.some((queue) => ids.includes(queue)))
    const slots = serving.reduce((sum, agent) => sum + slotsOf(agent, speed, ids), 0)
    const load = set.reduce((sum, { arrivals, handleTime }) => sum + rateOf(arrivals) * meanOf(handleTime), 0)
    if (load >= slots && (worst === undefined || load / slots > worst.load / worst.slots)) worst = { set, load, slots }
  }
  if (worst === undefined) return []
  const { set, load, slots } = worst
  const names = set.map(({ id }) => JSON.stringify(id)).join(', ')
  return [
    {
      level: 'warning',
      path: `$.queues[${queues.indexOf(set[0] as QueueSettings)}]`,
      text:
        `expected less work than the agents can do, or customers who lose patience; ` +
        `${set.length === 1 ? 'queue' : 'queues'} ${names}: work for ${load.toFixed(1)} slots, ` +
        `${slots.toFixed(1)} to do it; the wait grows as long as the run lasts`,
    },
  ]
}

function setsOf(queues: readonly QueueSettings[]): readonly (readonly QueueSettings[])[] {
  if (queues.length > mostQueues) return [...queues.map((queue) => [queue]), queues]
  return Array.from({ length: 2 ** queues.length - 1 }, (_, set) =>
    queues.filter((_, place) => ((set + 1) >> place) & 1),
  )
}

/** Work that the agents can do in a second at best: all slots filled, at the speed that has then, while online. */
function slotsOf(agent: AgentSettings, speed: readonly number[], queues: readonly string[]): number {
  const { count = 1, slots, shifts = [], speed: own = 1 } = agent
  const full = Array.from({ length: slots }, (_, held) => (held + 1) * (speed[held] ?? speed.at(-1) ?? 1))
  const fastest = typeof own === 'number' ? own : Math.max(...queues.map((queue) => own[queue] ?? 1))
  const online = shifts.length === 0 ? 1 : Math.min(1, shifts.reduce((sum, [from, to]) => sum + to - from, 0) / 86_400)
  return count * Math.max(...full) * fastest * online
}
