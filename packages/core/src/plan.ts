import { requirement, type Requirement } from './admits.ts'
import { rankColumns, type RankColumns } from './rank-columns.ts'
import type { Policy, Preference, Rule } from './strategy.ts'

/** The rules in force from a certain waiting time on. */
export interface Stage {
  /** Seconds of waiting. */
  readonly after: number
  readonly rules: readonly Rule[]
  /** The rules made ready. */
  readonly requires: Requirement
  /** Names of the rules no longer applied. */
  readonly relaxed: readonly string[]
  /** The same when everybody who would do has refused: without `has-not-rejected`. Null where it is not applied anyway. */
  readonly withRefusers: Omit<Stage, 'withRefusers'> | null
}

/** A policy made ready to be asked many times. */
export interface Plan {
  readonly policy: Policy
  /** By waiting time, the longest first. */
  readonly stages: readonly Stage[]
  /** For each preference 1 where more is better, −1 where less is. */
  readonly signs: readonly number[]
  /** For each preference its key; called from here, the shape of the preference does not matter to the engine. */
  readonly keys: readonly Preference['key'][]
  /** What `explain` ranks by. */
  readonly columns: RankColumns
  /** The keys of the best so far; room that decisions share, as none outlives its call. */
  readonly scratch: Float64Array
  /** Room for the places of the admitted in the request; made larger when a request is. */
  places: Int32Array
}

/** The rule that keeps a chat from those who refused it. */
const refusalRule = 'has-not-rejected'

/** Works out what does not depend on the request. */
export function plan(policy: Policy): Plan {
  const stages: Stage[] = [stage(policy, 0, [])]
  const dropped: string[] = []
  for (const { after, drop } of (policy.relax ?? []).toSorted((a, b) => a.after - b.after)) {
    dropped.push(...drop.filter((name) => !dropped.includes(name)))
    stages.unshift(stage(policy, after, dropped))
  }
  return {
    policy,
    stages,
    signs: policy.prefer.map(({ wants }) => (wants === 'more' ? 1 : -1)),
    keys: policy.prefer.map(({ key }) => key),
    columns: rankColumns(policy),
    scratch: new Float64Array(policy.prefer.length),
    places: new Int32Array(64),
  }
}

/** The stage a chat is in that has waited so long. */
export function stageAfter(plan: Plan, waited: number): Stage {
  const { stages } = plan
  let i = 0
  while (waited < (stages[i] as Stage).after) i++
  return stages[i] as Stage
}

function stage(policy: Policy, after: number, dropped: readonly string[]): Stage {
  const rules = policy.require.filter(({ name }) => !dropped.includes(name))
  const relaxed = dropped.filter((name) => policy.require.some((rule) => rule.name === name))
  const others = rules.filter(({ name }) => name !== refusalRule)
  const withRefusers =
    others.length === rules.length
      ? null
      : { after, rules: others, requires: requirement(others), relaxed: [...relaxed, refusalRule] }
  return { after, rules, requires: requirement(rules), relaxed, withRefusers }
}
