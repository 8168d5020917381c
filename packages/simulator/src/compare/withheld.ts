import type { Scenario } from '../scenario/scenario.ts'
import { stabilityProblems } from '../scenario/check-stability.ts'
import type { Contestant } from './contestant.ts'

/** More of the chats than this left for ever, and means over the others say nothing. */
const mostUnfinished = 0.01

/** Why nothing can be said of which strategy is better; undefined where it can. */
export function whyWithheld(scenario: Scenario, contestants: readonly Contestant[]): string | undefined {
  const first = contestants[0]
  if (first === undefined || contestants.length < 2) return 'there is nothing to compare with: one strategy only.'
  if (first.outcomes.length < 2) {
    return 'one replication has no paired interval: which of the differences are chance cannot be told. Ask for more replications.'
  }
  if (first.outcomes.every(({ counts }) => counts.offered === 0)) {
    return 'no chat came after the warm-up: there is nothing to measure.'
  }
  const [unstable] = stabilityProblems(scenario)
  if (unstable !== undefined) {
    return (
      `there is more work than the agents can do and customers who wait for ever, so that the figures say how long ` +
      `the run was and not how good the routing is (${unstable.path}: ${unstable.text}).`
    )
  }
  const left = contestants.flatMap(({ name, outcomes }) => {
    const unfinished = outcomes.reduce((sum, { counts }) => sum + counts.unfinished, 0)
    const offered = outcomes.reduce((sum, { counts }) => sum + counts.offered, 0)
    return unfinished > mostUnfinished * offered ? [`${((100 * unfinished) / offered).toFixed(1)} % under ${name}`] : []
  })
  if (left.length > 0) return `chats were left for ever, whose waits count in no figure: ${left.join(', ')}.`
  return undefined
}
