import type { Scenario } from '../scenario/scenario.ts'
import { against, againstInWords } from './against.ts'
import type { Comparison, Difference } from './comparison.ts'
import type { Fidelity } from '../replay/fidelity.ts'
import type { Replay } from './replay.ts'
import type { Contestant } from './contestant.ts'
import type { DecisiveMetric } from './decisive-metric.ts'
import { listed } from './listed.ts'
import { paired } from './paired.ts'
import type { SurelyBetter } from './pairwise.ts'
import { spanInWords } from './span-in-words.ts'
import { whyNotTrusted } from '../replay/why-not-trusted.ts'
import { twins } from './twins.ts'
import { whyWithheld } from './withheld.ts'

/** What a verdict is made of. */
export interface Evidence {
  readonly scenario: Scenario
  readonly contestants: readonly Contestant[]
  readonly baseline: string
  readonly metrics: readonly DecisiveMetric[]
  readonly versus: Comparison['versus']
  readonly surelyBetter: SurelyBetter
  readonly replay?: Replay | undefined
  readonly fidelity?: Fidelity | undefined
}

/**
 * Which strategy is best, by how much, and what it costs. Best is one that is surely better than each of the others in
 * something that customers feel and surely worse in nothing of that; there may be none. Strategies that did exactly the same are
 * held against the others as one.
 */
export function verdict(evidence: Evidence): Comparison['verdict'] {
  const { baseline, contestants, fidelity, replay, scenario } = evidence
  const withheld = whyWithheld(scenario, contestants) ?? whyNotTrusted(scenario, replay, fidelity)
  if (withheld !== undefined) return { withheld }
  const groups = twins(contestants, baseline)
  const alike = groups.flatMap(({ one, others }) => (others.length === 0 ? [] : [alikeInWords(one, others)])).join(' ')
  if (groups.length === 1) return { best: null, text: `No strategy is best: ${alike}` }
  const apart = { ...evidence, contestants: groups.map(({ one }) => one) }
  const best = apart.contestants.find(({ name }) =>
    apart.contestants.every((other) => other.name === name || beats(name, other.name, apart)),
  )
  const text = best === undefined ? noBest(apart) : bestInWords(best, apart)
  return { best: best?.name ?? null, text: alike === '' ? text : `${text} ${alike}` }
}

function alikeInWords({ name }: Contestant, others: readonly Contestant[]): string {
  return `${listed(others.map((other) => other.name))} did exactly the same as ${name} in every replication.`
}

function beats(one: string, other: string, { metrics, surelyBetter }: Evidence): boolean {
  const felt = metrics.filter(({ customers }) => customers)
  return (
    felt.some(({ name }) => surelyBetter(one, other, name)) && !felt.some(({ name }) => surelyBetter(other, one, name))
  )
}

function bestInWords(best: Contestant, evidence: Evidence): string {
  const { baseline, contestants } = evidence
  if (best.name !== baseline) {
    const others = contestants.length - 2
    const more =
      others === 0
        ? ''
        : ` It is surely better for customers than ${others === 1 ? 'the other' : `each of the ${others} others`} too.`
    return `${versusBaseline(best.name, evidence)}${more}`
  }
  const [next] = byWait(contestants).filter(({ name }) => name !== baseline)
  const head = `${baseline}, the baseline, is best: no other is surely better for customers in anything, and each is surely worse in something.`
  return next === undefined
    ? head
    : `${head} Of the others ${next.name} is nearest: ${versusBaseline(next.name, evidence, 'it')}`
}

function noBest(evidence: Evidence): string {
  const { baseline, contestants, surelyBetter } = evidence
  const ranked = byWait(contestants)
  const leader = ranked[0] as Contestant
  const level = ranked.filter(({ name }) => name === leader.name || !surelyBetter(leader.name, name, 'waitMean'))
  const names = level.map(({ name }) => name)
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names
  const rival = ranked.find(({ name }) => name !== leader.name && !beats(leader.name, name, evidence))
  const head =
    level.length === contestants.length
      ? `No strategy is surely best: no difference in waits was found between ${level.length === 2 ? listed(shown) : `any of them`}.`
      : level.length > 1
        ? `No strategy is surely best: ${listed(shown)} wait least, and no difference in waits between them was found.`
        : `No strategy is best in everything that customers feel: ${leader.name} surely waits least${rival === undefined ? '' : `, but is not surely better than ${rival.name} on the whole (${trade(leader, rival, evidence)})`}.`
  // The one that waits least is held against the baseline; the baseline itself against the next that is asked for.
  const told = leader.name === baseline ? ranked.find(({ name }) => name !== baseline) : leader
  const more = told === undefined ? '' : versusBaseline(told.name, evidence)
  return more === '' ? head : `${head} ${more}`
}

/** What speaks for the other. */
function trade(leader: Contestant, rival: Contestant, { metrics, surelyBetter }: Evidence): string {
  const lost = metrics.filter(({ customers, name }) => customers && surelyBetter(rival.name, leader.name, name))
  if (lost.length === 0) return 'no sure difference'
  const of = ({ outcomes }: Contestant, name: DecisiveMetric['name']): readonly number[] =>
    outcomes.map(({ metrics }) => metrics[name])
  return listed(
    lost.map((metric) => {
      const found: Difference = { ...paired(of(leader, metric.name), of(rival, metric.name)), pHolm: null }
      return `worse on ${metric.plain} by ${spanInWords(metric, found)}`
    }),
  )
}

function versusBaseline(name: string, { baseline, metrics, versus }: Evidence, called: string = name): string {
  const differences = versus[name] ?? {}
  return againstInWords(called, baseline, against(metrics, differences), differences)
}

/** The shortest mean wait first; as asked for where they are the same. */
function byWait(contestants: readonly Contestant[]): readonly Contestant[] {
  const mean = ({ outcomes }: Contestant): number =>
    outcomes.reduce((sum, { metrics }) => sum + metrics.waitMean, 0) / outcomes.length
  return contestants.toSorted((a, b) => mean(a) - mean(b))
}
