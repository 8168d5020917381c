import type { Comparison } from '@pointsman/simulator'
import { count } from '../terminal/figures.ts'
import type { Page } from '../terminal/page.ts'
import { wrap } from '../terminal/wrap.ts'
import { fidelityInWords } from './fidelity-in-words.ts'
import { differencesTable, figuresTable } from './tables.ts'
import { marks } from './significance.ts'

/** A comparison for people: the verdict, the figures, the differences, the trade-offs, the bound. */
export function comparisonInWords(found: Comparison, page: Page): string {
  const { baseline, replications, scenario, seed, verdict } = found
  const { paint, width } = page
  const told = 'withheld' in verdict ? `No verdict: ${verdict.withheld}` : verdict.text
  const about =
    `Closed loop, ${scenario}: ${count(found.results.length)} strategies, ${count(replications)} ` +
    `${replications === 1 ? 'replication' : 'replications'} each with the same customers, seed ${seed}${ended(found)}.`
  const colour = 'withheld' in verdict ? 'yellow' : verdict.best === null ? 'bold' : 'green'
  const parts = [
    ...(found.fidelity === undefined ? [] : [fidelityInWords(found.fidelity, page), '']),
    painted(wrap(told, width), (line) => paint(colour, line)),
    '',
    wrap(about, width),
    '',
    `${paint('bold', 'strategies')}\n${coloured(figuresTable(found, page), page)}`,
    wrap(legend(found), width),
    '',
    ...(replications < 2
      ? []
      : [`${paint('bold', `difference from ${baseline}, with 95 % intervals`)}\n${differencesTable(found, page)}`]),
    ...(replications < 2 ? [] : [wrap(tradeOff(found), width), '']),
    ...[boundInWords(found)].flatMap((text) => (text === '' ? [] : [wrap(text, width), ''])),
    again(found.reproduce, width),
  ]
  return `${parts.join('\n')}\n`
}

function ended({ stopped }: Comparison): string {
  const why = {
    replications: '',
    precision: '; every decisive interval is as narrow as was asked for',
    budget: '; the budget was spent',
    interrupted: '; interrupted',
  }
  return why[stopped]
}

function legend({ baseline, results }: Comparison): string {
  const invited = results.some(({ metrics }) => (metrics['rejectRate']?.mean ?? 0) > 0)
  return (
    `The first is what the others are held against. ${marks.better} surely better than ${baseline}, ${marks.worse} surely worse, ` +
    `${marks.unclear} no sure difference (at 5 %, by Holm's method over all of these together). P95: 95 % wait no ` +
    `longer. ${invited ? 'refused: of the invitations. ' : ''}uneven: Gini's coefficient of the agents' occupancy, 0 where all are as busy.`
  )
}

/** The command, to be copied as it stands: over several lines as a shell takes them, and not broken within quotes. */
function again(command: string, width: number): string {
  const whole = command.replaceAll(/'[^']*'/g, (quoted) => quoted.replaceAll(' ', unbroken))
  return wrap(`Again: ${whole}`, width - 2, '  ')
    .replaceAll('\n', ' \\\n')
    .replaceAll(unbroken, ' ')
}

/** Stands for a space where no line is to end. */
const unbroken = '\u00A0'

function tradeOff({ pareto }: Comparison): string {
  const { dominatedBy, front, metrics } = pareto
  const plain: Readonly<Record<string, string>> = {
    waitMean: 'waits',
    occupancyGini: 'fairness of load',
    rejectRate: 'refusals',
  }
  const names = metrics.map(({ name }) => plain[name] ?? name)
  const beaten = Object.entries(dominatedBy).map(([name, by]) => `${name} (by ${by.join(', ')})`)
  const what = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return beaten.length === 0
    ? `Taking ${what} together, no strategy surely beats another at no cost.`
    : `Taking ${what} together, nobody beats ${front.join(', ')}. Beaten at no gain: ${beaten.join('; ')}.`
}

function boundInWords({ assumptions, bound, results }: Comparison): string {
  if (bound === undefined) return assumptions.find((line) => line.startsWith('No bound')) ?? ''
  const above = results.map(({ strategy }) => ({ strategy, mean: bound.above[strategy]?.mean ?? null }))
  const some = assumptions.find((line) => line.startsWith('The bound on waiting is of the first'))
  const nearest = above
    .flatMap(({ mean, strategy }) => (mean === null ? [] : [{ mean, strategy }]))
    .toSorted((a, b) => a.mean - b.mean)[0]
  if ((bound.estimate.mean ?? 0) < 0.005) {
    return 'The bound on waiting is of no help here: if all slots were one pool and nobody refused or took time to answer, next to nobody would wait.'
  }
  return (
    `No routing that does not know the future waits less than ${(bound.estimate.mean ?? 0).toFixed(2)} s on average (all slots in one pool, ` +
    `nobody refusing or taking time to answer)` +
    (nearest === undefined ? '.' : `; nearest is ${nearest.strategy}, ${nearest.mean.toFixed(2)} s above.`) +
    (some === undefined ? '' : ` ${some}`)
  )
}

function coloured(text: string, { paint }: Page): string {
  return text.replaceAll(marks.better, paint('green', marks.better)).replaceAll(marks.worse, paint('red', marks.worse))
}

function painted(text: string, paint: (line: string) => string): string {
  return text.split('\n').map(paint).join('\n')
}
