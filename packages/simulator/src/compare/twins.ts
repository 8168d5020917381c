import { metricNames } from '../result/metrics.ts'
import type { Contestant } from './contestant.ts'

/** A strategy, and the others that did exactly the same in every replication. */
export interface Twins {
  readonly one: Contestant
  readonly others: readonly Contestant[]
}

/** Groups strategies that did exactly the same; the baseline stands for its group, else who was asked for first. */
export function twins(contestants: readonly Contestant[], baseline: string): readonly Twins[] {
  const groups: { one: Contestant; others: Contestant[] }[] = []
  const baselineFirst = contestants.toSorted((a, b) => Number(b.name === baseline) - Number(a.name === baseline))
  for (const contestant of baselineFirst) {
    const group = groups.find(({ one }) => didTheSame(one, contestant))
    if (group === undefined) groups.push({ one: contestant, others: [] })
    else group.others.push(contestant)
  }
  return groups.toSorted((a, b) => contestants.indexOf(a.one) - contestants.indexOf(b.one))
}

function didTheSame(one: Contestant, other: Contestant): boolean {
  return one.outcomes.every(({ metrics }, replication) =>
    metricNames.every((name) => Object.is(metrics[name], other.outcomes[replication]?.metrics[name])),
  )
}
