import { rateOf } from '../scenario/means.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { day } from '../run/shift-edge.ts'

/** The seconds after which a scenario repeats: a day where agents have shifts, else the period of its arrivals; the whole where nothing repeats. */
export function periodOf({ agents, horizon, queues }: Scenario): number {
  const periods = new Set(queues.map(({ arrivals }) => (arrivals.kind === 'piecewise' ? arrivals.period : undefined)))
  periods.delete(undefined)
  if (agents.some(({ shifts = [] }) => shifts.length > 0)) periods.add(day)
  const whole = horizon.seconds ?? spanOf(queues, horizon.chats)
  const [only] = periods
  return periods.size === 1 && only !== undefined && only < whole ? only : whole
}

/** About as long as so many chats take to come. */
function spanOf(queues: Scenario['queues'], chats: number): number {
  const rate = queues.reduce((sum, { arrivals }) => sum + rateOf(arrivals), 0)
  return rate > 0 ? chats / rate : 1
}
