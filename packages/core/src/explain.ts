import { admits } from './admits.ts'
import {
  assign,
  pass,
  type Explanation,
  type PassReason,
  type Ranked,
  type RankingKey,
  type TurnedAway,
} from './decision.ts'
import type { Agent } from './model.ts'
import { stageAfter, type Plan, type Stage } from './plan.ts'
import { rank } from './rank.ts'
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
    keys: plan.columns.names,
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
  const { names } = plan.columns
  const ranking = rank(plan.columns, admitted, plan.policy.sample, situation)
  const [first, second] = ranking as [Ranked, Ranked?]
  return {
    strategy: plan.policy.name,
    decision: assign(first.agent),
    settledBy: settling(names, first, second),
    runnerUp: second?.agent ?? null,
    relaxed,
    keys: names,
    ranking,
    turnedAway,
  }
}

function settling(names: readonly RankingKey[], first: Ranked, second: Ranked | undefined): string {
  if (second === undefined) return 'only-candidate'
  const settled = names.find((_, k) => first.keys[k] !== second.keys[k])
  return settled?.name ?? 'id'
}
