import type { Rule } from '../strategy.ts'
import type { Agent, Instant } from '../model.ts'

/** How fast somebody who has just logged in may fill up. */
export interface WarmedUpOptions {
  /** Seconds after log-in until one more chat is allowed; default 90. Above 0. */
  readonly every?: number
  /** Chats allowed at once on log-in; default 1. */
  readonly atFirst?: number
}

/**
 * Admits agents who hold fewer chats than their time since log-in allows, so that the first to arrive is not flooded with
 * what waited. One chat at first and one more every 90 seconds is LivePerson's rule. An unknown log-in is long ago.
 */
export function warmedUp(options: WarmedUpOptions = {}): Rule {
  const { every = 90, atFirst = 1 } = options
  const allowed = (agent: Agent, at: Instant): number =>
    agent.lastLoginAt === undefined ? Infinity : atFirst + Math.floor(Math.max(0, at - agent.lastLoginAt) / every)
  return {
    name: 'warmed-up',
    admits: (agent, situation) => situation.held(agent) < allowed(agent, situation.at),
    because: (agent, situation) => ({
      code: 'warming-up',
      holds: situation.held(agent),
      allowed: allowed(agent, situation.at),
    }),
  }
}
