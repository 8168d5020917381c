import { admits, requirement, type Requirement } from './admits.ts'
import { askKey } from './ask-key.ts'
import { assign, pass, type Decision } from './decision.ts'
import { drawLot } from './lot.ts'
import type { Agent } from './model.ts'
import { stageAfter, type Plan } from './plan.ts'
import type { Situation } from './situation.ts'
import type { Preference } from './strategy.ts'

/** Answers the question as the plan says, asking no more than the answer needs. `explain` gives the same answer (L2). */
export function decide(plan: Plan, situation: Situation): Decision {
  const { agents } = situation.request
  if (agents.length === 0) return pass('no-agents')
  const { requires, withRefusers } = stageAfter(plan, situation.waited)
  const best = choose(plan, requires, situation)
  if (best !== undefined) return assign(best.id)
  if (withRefusers === null) return pass('none-admitted')
  const refuser = choose(plan, withRefusers.requires, situation)
  if (refuser === undefined) return pass('none-admitted')
  return plan.policy.whenAllRefused === 'ask-again' ? assign(refuser.id) : pass('all-refused')
}

const nothing = requirement([])

function choose(plan: Plan, requires: Requirement, situation: Situation): Agent | undefined {
  if (plan.drawn.length > 0) return bestDrawn(plan, requires, situation)
  const { agents } = situation.request
  return best(plan, requires, agents, agents.length, situation)
}

/** The best of the admitted. Keys are read only until one settles it, and the best's keys are read once. */
function best(
  plan: Plan,
  requires: Requirement,
  agents: readonly (Agent | undefined)[],
  count: number,
  situation: Situation,
): Agent | undefined {
  const { keys, signs, scratch } = plan
  let leader: Agent | undefined
  let leaderLot = -1
  let known = 0
  for (let i = 0; i < count; i++) {
    const agent = agents[i] as Agent
    if (!admits(requires, agent, situation)) continue
    if (leader === undefined) {
      leader = agent
      continue
    }
    let lead = 0
    for (let k = 0; lead === 0 && k < keys.length; k++) {
      const keyOf = keys[k] as Preference['key']
      if (k === known) scratch[known++] = askKey(keyOf, leader, situation)
      const key = askKey(keyOf, agent, situation)
      lead = (key - (scratch[k] as number)) * (signs[k] as number)
      if (lead > 0) {
        scratch[k] = key
        known = k + 1
      }
    }
    if (lead < 0) continue
    if (lead === 0) {
      if (leaderLot < 0) leaderLot = situation.lot(leader)
      const lot = situation.lot(agent)
      if (!precedes(lot, agent, leaderLot, leader)) continue
      leaderLot = lot
    } else leaderLot = -1
    leader = agent
  }
  return leader
}

/** Whether the first agent's lot comes before the second's; equal lots, one pair in 2^32, fall to the ids. */
function precedes(lotA: number, a: Agent, lotB: number, b: Agent): boolean {
  return lotA === lotB ? a.id < b.id : lotA < lotB
}

/** The best of a few of the admitted: those with the lowest lots. */
function bestDrawn(plan: Plan, requires: Requirement, situation: Situation): Agent | undefined {
  const { drawn, lots } = plan
  const { agents } = situation.request
  const start = situation.lots
  let size = 0
  for (let i = 0; i < agents.length; i++) {
    const agent = agents[i] as Agent
    if (!admits(requires, agent, situation)) continue
    const lot = drawLot(start, agent.id)
    let place = size
    while (place > 0 && precedes(lot, agent, lots[place - 1] as number, drawn[place - 1] as Agent)) place--
    if (place === lots.length) continue
    if (size < lots.length) size++
    for (let later = size - 1; later > place; later--) {
      drawn[later] = drawn[later - 1]
      lots[later] = lots[later - 1] as number
    }
    drawn[place] = agent
    lots[place] = lot
  }
  const leader = best(plan, nothing, drawn, size, situation)
  // Nothing of a request is kept (L19).
  drawn.fill(undefined)
  return leader
}
