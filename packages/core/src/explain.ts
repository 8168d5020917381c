import { admits } from './admits.ts'
import { assign, pass, type Explanation, type PassReason, type Ranked, type TurnedAway } from './decision.ts'
import type { Agent } from './model.ts'
import { stageAfter, type Plan, type Stage } from './plan.ts'
import { rank, type Column } from './rank.ts'
import type { Situation } from './situation.ts'
import type { Rule } from './strategy.ts'

/** Answers as `decide` does and says why, of every agent. */
export function explain(plan: Plan, situation: Situation): Explanation {
  const { agents } = situation.request
  const stage = stageAfter(plan, situation.waited)
  if (agents.length === 0) return nobody(plan, 'no-agents', stage.relaxed, [])
  const { admitted, turnedAway } = sift(stage, situation)
  if (admitted.length > 0) return somebody(plan, stage.relaxed, situation, admitted, turnedAway)
  const { withRefusers } = stage
  if (withRefusers === null || !agents.some((agent) => admits(withRefusers.requires, agent, situation))) {
    return nobody(plan, 'none-admitted', stage.relaxed, turnedAway)
  }
  if (plan.policy.whenAllRefused !== 'ask-again') return nobody(plan, 'all-refused', stage.relaxed, turnedAway)
  const again = sift(withRefusers, situation)
  return somebody(plan, withRefusers.relaxed, situation, again.admitted, again.turnedAway)
}

/** Parts the agents into those whom every rule admits and those turned away, by the first rule that said so. */
function sift(
  { rules, requires }: Pick<Stage, 'rules' | 'requires'>,
  situation: Situation,
): { admitted: Agent[]; turnedAway: TurnedAway[] } {
  const admitted: Agent[] = []
  const turnedAway: TurnedAway[] = []
  for (const agent of situation.request.agents) {
    if (admits(requires, agent, situation)) {
      admitted.push(agent)
      continue
    }
    let first = 0
    while ((rules[first] as Rule).admits(agent, situation)) first++
    const rule = rules[first] as Rule
    turnedAway.push({ agent: agent.id, rule: rule.name, because: rule.because(agent, situation) })
  }
  return { admitted, turnedAway }
}

function nobody(
  plan: Plan,
  why: PassReason,
  relaxed: readonly string[],
  turnedAway: readonly TurnedAway[],
): Explanation {
  return {
    strategy: plan.policy.name,
    decision: pass(why),
    settledBy: null,
    runnerUp: null,
    relaxed,
    keys: columns(plan).map(({ name, wants }) => ({ name, wants })),
    ranking: [],
    turnedAway,
  }
}

function somebody(
  plan: Plan,
  relaxed: readonly string[],
  situation: Situation,
  admitted: readonly Agent[],
  turnedAway: readonly TurnedAway[],
): Explanation {
  const keys = columns(plan)
  const ranking = rank(keys, admitted, plan.policy.sample, situation)
  const [first, second] = ranking as [Ranked, Ranked?]
  return {
    strategy: plan.policy.name,
    decision: assign(first.agent),
    settledBy: settling(keys, first, second),
    runnerUp: second?.agent ?? null,
    relaxed,
    keys: keys.map(({ name, wants }) => ({ name, wants })),
    ranking,
    turnedAway,
  }
}

const drawn: Column = { name: 'drawn', wants: 'more', key: () => 0 }
const lot: Column = { name: 'lot', wants: 'less', key: (agent, situation) => situation.lot(agent) }

/** The columns of the ranking: whether drawn where the policy samples, the preferences, and the lot at last. */
function columns({ policy, prefer }: Plan): readonly Column[] {
  return policy.sample === undefined ? [...prefer, lot] : [drawn, ...prefer, lot]
}

function settling(keys: readonly Column[], first: Ranked, second: Ranked | undefined): string {
  if (second === undefined) return 'only-candidate'
  const settled = keys.find((_, k) => first.keys[k] !== second.keys[k])
  return settled?.name ?? 'id'
}
