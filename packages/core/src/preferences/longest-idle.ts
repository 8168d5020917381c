import type { Preference } from '../strategy.ts'

/** Which clock tells how long an agent has been idle. */
export interface LongestIdleOptions {
  /**
   * `ended` (default): since the last chat ended, and somebody who holds a chat is not idle at all; `assigned`: since last
   * named; `active`: since the last action of any kind, where nothing better is known: somebody typing looks busy.
   */
  readonly clock?: 'assigned' | 'ended' | 'active'
}

/** Whoever has been idle since the earliest instant; not before they logged in. */
export function longestIdle(options: LongestIdleOptions = {}): Preference {
  const { clock = 'ended' } = options
  switch (clock) {
    case 'active':
      return { name: 'longest-idle', wants: 'less', reads: 'agent', key: (agent) => agent.lastActivityAt ?? 0 }
    case 'assigned':
      return {
        name: 'longest-idle',
        wants: 'less',
        reads: 'ledger',
        key: (agent, situation) => Math.max(agent.lastLoginAt ?? 0, situation.record(agent).lastNamedAt ?? 0),
      }
    case 'ended':
      return sinceEnded
  }
}

/** One for all, so that an evaluator knows it again. */
const sinceEnded: Preference = {
  name: 'longest-idle',
  wants: 'less',
  reads: 'clock',
  key: (agent, situation) => {
    if (situation.held(agent) > 0) return situation.at
    const { lastNamedAt = 0, lastEndedAt = 0 } = situation.record(agent)
    return Math.min(situation.at, Math.max(agent.lastLoginAt ?? 0, lastNamedAt, lastEndedAt))
  },
}
