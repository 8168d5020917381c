import type { Censored } from '../estimate/censored.ts'
import type { AgentRecord } from '../sightings/agent-record.ts'
import type { Work } from './work.ts'

/** How fast chats go on: each agent's speed, and the speed of each chat of who holds so many. */
export interface Pace {
  readonly speeds: ReadonlyMap<AgentRecord, number>
  /** `levels[n − 1]` for n chats; the last holds beyond. */
  readonly levels: readonly number[]
}

/** Everybody alike. */
export const evenPace: Pace = { speeds: new Map(), levels: [1] }

/** What is known of the work in a stint: time, at the pace at which it was spent. */
export function workAt(work: Work, { speeds, levels }: Pace): Censored {
  const speed = speeds.get(work.agent) ?? 1
  const at = (level: number): number => levels[Math.min(Math.max(level, 1), levels.length) - 1] as number
  let done = work.before * at(work.firstLevel)
  for (let level = 0; level < work.levels.length; level++) {
    const seconds = work.levels[level] as number
    if (seconds > 0) done += seconds * at(level)
  }
  const rate = speed * at(work.lastLevel)
  const lo = speed * done
  return {
    lo,
    hi: work.tail === 0 ? lo : lo + rate * work.tail,
    from: work.unseen > 0 ? Math.min(lo, speed * at(work.firstLevel) * work.unseen) : 0,
    rate,
  }
}
