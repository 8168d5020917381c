import { admits, type Requirement } from './admits.ts'
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

/**
 * The best of the admitted. These are gathered first, by their places in the request, and then compared: each loop fits into
 * what the engine is willing to inline, one loop over both would not, and places keep nothing of a request alive (L19).
 * Gathered and compared block by block, agents are met again while they are still in the cache.
 */
function choose(plan: Plan, requires: Requirement, situation: Situation): Agent | undefined {
  if (plan.policy.sample !== undefined) return chooseDrawn(plan, plan.policy.sample, requires, situation)
  const { agents } = situation.request
  const lead: Lead = { leader: undefined, key: -Infinity, known: 1, lot: -1 }
  for (let from = 0; from < agents.length; from += block) {
    const to = from + block < agents.length ? from + block : agents.length
    const count = gather(requires, situation, from, to, plan.places)
    compare(plan, plan.places, count, situation, lead)
  }
  return lead.leader
}

const block = 64

function chooseDrawn(plan: Plan, sample: number, requires: Requirement, situation: Situation): Agent | undefined {
  const { agents } = situation.request
  if (plan.places.length < agents.length) plan.places = new Int32Array(2 * agents.length)
  const count = gather(requires, situation, 0, agents.length, plan.places)
  const lead: Lead = { leader: undefined, key: -Infinity, known: 1, lot: -1 }
  compare(plan, plan.places, draw(sample, plan.places, count, situation), situation, lead)
  return lead.leader
}

/** Who leads so far: their first key, how many of the keys are known, and their lot, or −1 where it was not drawn. */
interface Lead {
  leader: Agent | undefined
  key: number
  known: number
  lot: number
}

function gather(requires: Requirement, situation: Situation, from: number, to: number, places: Int32Array): number {
  const { agents } = situation.request
  let count = 0
  for (let i = from; i < to; i++) if (admits(requires, agents[i] as Agent, situation)) places[count++] = i
  return count
}

/** Leaves in front the places of those with the lowest lots, and says how many. */
function draw(sample: number, places: Int32Array, count: number, situation: Situation): number {
  const { agents } = situation.request
  const start = situation.lots
  const lots: number[] = []
  for (let i = 0; i < count; i++) {
    const place = places[i] as number
    const agent = agents[place] as Agent
    const lot = drawLot(start, agent.id)
    let rank = lots.length
    while (rank > 0 && precedes(lot, agent, lots[rank - 1] as number, agents[places[rank - 1] as number] as Agent))
      rank--
    if (rank === sample) continue
    for (let later = Math.min(lots.length, sample - 1); later > rank; later--) {
      lots[later] = lots[later - 1] as number
      places[later] = places[later - 1] as number
    }
    lots[rank] = lot
    places[rank] = place
  }
  return lots.length
}

/** Compares those gathered with who leads, by the first two keys; most are settled by them. Keys are read once. */
function compare(plan: Plan, places: Int32Array, count: number, situation: Situation, lead: Lead): void {
  const { agents } = situation.request
  const { scratch } = plan
  const [first, second] = plan.keys
  const [sign = 1, secondSign = 1] = plan.signs
  let { key: leading } = lead
  for (let i = 0; i < count; i++) {
    const agent = agents[places[i] as number] as Agent
    const key = first === undefined ? 0 : first(agent, situation) * sign
    if (key < leading) continue
    if (key > leading) {
      leading = key
      lead.key = key
      take(lead, agent, 1)
      continue
    }
    if (second !== undefined) {
      if (lead.known === 1) {
        scratch[1] = second(lead.leader as Agent, situation) * secondSign
        lead.known = 2
      }
      const other = second(agent, situation) * secondSign
      if (other < (scratch[1] as number)) continue
      if (other > (scratch[1] as number)) {
        scratch[1] = other
        take(lead, agent, 2)
        continue
      }
    }
    if (overtakes(plan, agent, situation, lead)) lead.leader = agent
  }
}

/** The agent leads from now on; of their keys so many are known, and their lot is not. */
function take(lead: Lead, agent: Agent, known: number): void {
  lead.leader = agent
  lead.known = known
  lead.lot = -1
}

/** Whether the agent, level with the leader in the first two keys, is better by the others or by the lot. */
function overtakes({ keys, signs, scratch }: Plan, agent: Agent, situation: Situation, lead: Lead): boolean {
  const leader = lead.leader as Agent
  for (let k = 2; k < keys.length; k++) {
    const keyOf = keys[k] as Preference['key']
    const sign = signs[k] as number
    if (k === lead.known) scratch[lead.known++] = keyOf(leader, situation) * sign
    const key = keyOf(agent, situation) * sign
    if (key < (scratch[k] as number)) return false
    if (key === scratch[k]) continue
    scratch[k] = key
    lead.known = k + 1
    lead.lot = -1
    return true
  }
  if (lead.lot < 0) lead.lot = situation.lot(leader)
  const lot = situation.lot(agent)
  if (!precedes(lot, agent, lead.lot, leader)) return false
  lead.lot = lot
  return true
}

/** Whether the first agent's lot comes before the second's; equal lots, one pair in 2^32, fall to the ids. */
function precedes(lotA: number, a: Agent, lotB: number, b: Agent): boolean {
  return lotA === lotB ? a.id < b.id : lotA < lotB
}
