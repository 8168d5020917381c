import { admits, drawn } from './decide.ts'
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
  const { admitted, turnedAway } = sift(stage.rules, situation)
  if (admitted.length > 0) return somebody(plan, stage, situation, admitted, turnedAway)
  const { withRefusers } = stage
  if (withRefusers === null || !agents.some((agent) => admits(withRefusers.rules, agent, situation))) {
    return nobody(plan, 'none-admitted', stage.relaxed, turnedAway)
  }
  if (plan.policy.whenAllRefused !== 'ask-again') return nobody(plan, 'all-refused', stage.relaxed, turnedAway)
  const again = sift(withRefusers.rules, situation)
  return somebody(plan, withRefusers, situation, again.admitted, again.turnedAway)
}

/** Parts the agents into those whom every rule admits and those turned away, by the first rule that said so. */
function sift(rules: readonly Rule[], situation: Situation): { admitted: Agent[]; turnedAway: TurnedAway[] } {
  const admitted: Agent[] = []
  const turnedAway: TurnedAway[] = []
  for (const agent of situation.request.agents) {
    const rule = rules.find((rule) => !rule.admits(agent, situation))
    if (rule === undefined) admitted.push(agent)
    else turnedAway.push({ agent: agent.id, rule: rule.name, because: rule.because(agent, situation) })
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
  { rules, relaxed }: Pick<Stage, 'rules' | 'relaxed'>,
  situation: Situation,
  admitted: readonly Agent[],
  turnedAway: readonly TurnedAway[],
): Explanation {
  const keys = columns(plan)
  const { sample } = plan.policy
  const sampled = sample === undefined ? undefined : new Set(drawn(sample, rules, situation))
  const ranking = rank(keys, admitted, sampled, situation)
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

/** The columns of the ranking: whether drawn where the policy samples, the preferences, and the lot at last. */
function columns(plan: Plan): Column[] {
  const drawnFirst: Column[] =
    plan.policy.sample === undefined ? [] : [{ name: 'drawn', wants: 'more', reads: 'drawn' }]
  const preferences = plan.prefer.map((preference): Column => ({
    name: preference.name,
    wants: preference.wants,
    reads: preference,
  }))
  return [...drawnFirst, ...preferences, { name: 'lot', wants: 'less', reads: 'lot' }]
}

function settling(keys: readonly Column[], first: Ranked, second: Ranked | undefined): string {
  if (second === undefined) return 'only-candidate'
  const settled = keys.find((_, k) => first.keys[k] !== second.keys[k])
  return settled?.name ?? 'id'
}
