import { canTake } from './can-take.ts'
import { handlings } from './handlings.ts'
import { meanOf } from './means.ts'
import { onlineShare } from './online-share.ts'
import { presentShare } from './present-share.ts'
import type { Problem } from './problem.ts'
import type { AgentSettings, QueueSettings, Scenario } from './scenario.ts'

/** Above this many kinds of chats only each alone and all together are looked at: there are 2^n − 1 sets of n. */
const mostKinds = 12

/** Chats of one queue that the same agents may take: those of one language or of several. */
interface Kind {
  readonly queue: QueueSettings
  /** Undefined: all of the queue's. */
  readonly languages: readonly string[] | undefined
  /** Slots that the work of these chats fills. */
  readonly load: number
  readonly agents: readonly AgentSettings[]
}

/**
 * Warns where waiting chats would become more and more: chats whose customers never leave, with more work than all the
 * agents who may take any of them can do, with every slot filled, in the long run.
 */
export function stabilityProblems({ queues, agents, platform = {}, concurrency }: Scenario): readonly Problem[] {
  if (platform.mode === 'search' || platform.waitingRoom !== undefined) return []
  const endless = queues.filter(({ patience }) => patience === undefined || patience.kind === 'never')
  const speed = concurrency?.speed ?? []
  const recorded = lastArrival(queues)
  const rates = handlings({ platform, queues })
  let worst: { set: readonly Kind[]; load: number; slots: number } | undefined
  for (const set of setsOf(endless.flatMap((queue) => kindsOf(queue, agents, rates.get(queue.id) ?? 0)))) {
    const ids = set.map(({ queue }) => queue.id)
    const serving = new Set(set.flatMap((kind) => kind.agents))
    const slots = [...serving].reduce((sum, agent) => sum + slotsOf(agent, speed, ids, recorded), 0)
    const load = set.reduce((sum, kind) => sum + kind.load, 0)
    if (load >= slots && (worst === undefined || load / slots > worst.load / worst.slots)) worst = { set, load, slots }
  }
  if (worst === undefined) return []
  const { set, load, slots } = worst
  const names = set.map(
    ({ queue, languages }) => JSON.stringify(queue.id) + (languages ? ` in ${languages.join(', ')}` : ''),
  )
  return [
    {
      level: 'warning',
      path: `$.queues[${queues.indexOf((set[0] as Kind).queue)}]`,
      text:
        `expected less work than the agents can do, or customers who lose patience; ` +
        `${set.length === 1 ? 'queue' : 'queues'} ${names.join(', ')}: work for ${slotsInWords(load)} slots, ` +
        `${slotsInWords(slots)} to do it; the wait grows as long as the run lasts`,
    },
  ]
}

/** Two figures at least, so that a small load can be told from a smaller one. */
function slotsInWords(slots: number): string {
  return slots >= 10 ? slots.toFixed(1) : String(Number(slots.toPrecision(2)))
}

/** When the last recorded chat arrives. */
function lastArrival(queues: readonly QueueSettings[]): number {
  return Math.max(1, ...queues.map(({ arrivals }) => (arrivals.kind === 'trace' ? (arrivals.at.at(-1) ?? 0) : 0)))
}

/** `rate`: handlings per second. Chats that come from elsewhere are taken to speak as the queue's own do. */
function kindsOf(queue: QueueSettings, agents: readonly AgentSettings[], rate: number): readonly Kind[] {
  const load = rate * meanOf(queue.handleTime)
  const shares = Object.entries(queue.languages ?? {}).filter(([, share]) => share > 0)
  const kinds = new Map<string, { languages: string[]; load: number; agents: readonly AgentSettings[] }>()
  for (const [language, share] of shares) {
    const able = agents.filter((agent) => canTake(agent, queue.id, language))
    const key = able.map((agent) => agents.indexOf(agent)).join()
    const kind = kinds.get(key) ?? { languages: [], load: 0, agents: able }
    kind.languages.push(language)
    kind.load += load * share
    kinds.set(key, kind)
  }
  if (kinds.size > 1) return [...kinds.values()].map((kind) => ({ ...kind, queue }))
  const language = shares[0]?.[0]
  return [{ queue, languages: undefined, load, agents: agents.filter((agent) => canTake(agent, queue.id, language)) }]
}

function setsOf(kinds: readonly Kind[]): readonly (readonly Kind[])[] {
  if (kinds.length > mostKinds) return [...kinds.map((kind) => [kind]), kinds]
  return Array.from({ length: 2 ** kinds.length - 1 }, (_, set) => kinds.filter((_, place) => ((set + 1) >> place) & 1))
}

/** Work that the agents can do in a second at best: all slots filled, at the speed that has then, while online. */
function slotsOf(agent: AgentSettings, speed: readonly number[], queues: readonly string[], recorded: number): number {
  const { count = 1, slots, shifts = [], presence, speed: own = 1 } = agent
  const full = Array.from({ length: slots }, (_, held) => (held + 1) * (speed[held] ?? speed.at(-1) ?? 1))
  const fastest = typeof own === 'number' ? own : Math.max(...queues.map((queue) => own[queue] ?? 1))
  return (
    count *
    Math.max(...full) *
    fastest *
    (presence === undefined ? onlineShare(shifts) : presentShare(presence, recorded))
  )
}
