import { assign, pass, type Decision } from './decision.ts'
import type { Agent } from './model.ts'
import { stageAfter, type Plan } from './plan.ts'
import type { Situation } from './situation.ts'
import type { Rule } from './strategy.ts'

/** Answers the question as the plan says, asking no more than the answer needs. `explain` gives the same answer (L2). */
export function decide(plan: Plan, situation: Situation): Decision {
  const { agents } = situation.request
  if (agents.length === 0) return pass('no-agents')
  const { rules, withRefusers } = stageAfter(plan, situation.waited)
  const best = choose(plan, rules, situation)
  if (best !== undefined) return assign(best.id)
  if (withRefusers === null) return pass('none-admitted')
  const refuser = choose(plan, withRefusers.rules, situation)
  if (refuser === undefined) return pass('none-admitted')
  return plan.policy.whenAllRefused === 'ask-again' ? assign(refuser.id) : pass('all-refused')
}

/** Whether every rule admits the agent. */
export function admits(rules: readonly Rule[], agent: Agent, situation: Situation): boolean {
  for (let i = 0; i < rules.length; i++) if (!(rules[i] as Rule).admits(agent, situation)) return false
  return true
}

function choose(plan: Plan, rules: readonly Rule[], situation: Situation): Agent | undefined {
  const { sample } = plan.policy
  if (sample === undefined) return best(plan, rules, situation.request.agents, situation)
  return best(plan, [], drawn(sample, rules, situation), situation)
}

/** The best of the admitted. Keys are read only until one settles it, and the best's keys are read once. */
function best(plan: Plan, rules: readonly Rule[], agents: readonly Agent[], situation: Situation): Agent | undefined {
  const { prefer, signs, scratch } = plan
  let leader: Agent | undefined
  let leaderLot = -1
  let known = 0
  for (let i = 0; i < agents.length; i++) {
    const agent = agents[i] as Agent
    if (!admits(rules, agent, situation)) continue
    if (leader === undefined) {
      leader = agent
      continue
    }
    let lead = 0
    let k = 0
    for (; k < prefer.length; k++) {
      const preference = prefer[k] as (typeof prefer)[number]
      if (k === known) {
        scratch[k] = preference.key(leader, situation)
        known++
      }
      const key = preference.key(agent, situation)
      lead = (key - (scratch[k] as number)) * (signs[k] as number)
      if (lead === 0) continue
      if (lead > 0) {
        scratch[k] = key
        known = k + 1
      }
      break
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

/** The admitted with the lowest lots, in order. */
export function drawn(count: number, rules: readonly Rule[], situation: Situation): readonly Agent[] {
  const sample: Agent[] = []
  const lots: number[] = []
  for (const agent of situation.request.agents) {
    if (!admits(rules, agent, situation)) continue
    const lot = situation.lot(agent)
    let place = sample.length
    while (place > 0 && precedes(lot, agent, lots[place - 1] as number, sample[place - 1] as Agent)) place--
    if (place >= count) continue
    sample.splice(place, 0, agent)
    lots.splice(place, 0, lot)
    sample.length = Math.min(sample.length, count)
    lots.length = sample.length
  }
  return sample
}
