import type { Fidelity, FidelityFigure } from '@pointsman/simulator'
import { formatOf, written } from '../metric/format.ts'
import { markOf } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { axis } from '../plot/axis.ts'
import { clockAxis } from '../plot/clock-axis.ts'
import { lines } from './lines.ts'
import { section } from './section.ts'

/** How well the replay reproduces the recording: what all the rest of the page stands on. */
export function fidelity(found: Fidelity): Markup {
  const { figures, least, named, strategy, value } = found
  const lead = [
    markup`The recorded day, played again in closed loop under <bdi>${strategy}</bdi>, `,
    named
      ? 'the strategy that answered then, against what was recorded.'
      : 'taken to be what answered then as the recording does not say, against what was recorded.',
  ]
  return section('fidelity', 'How well the recording is reproduced', lead, [
    markup`<p class="big"><b>${value.toFixed(2)}</b> <span class="note">fidelity, of 1; ${
      value < least ? `below ${least} there is no verdict` : `a verdict needs ${least}`
    }</span></p>`,
    table(figures),
    byHour(found),
    markup`<p class="explained">Fidelity is 1 less the largest error beyond chance. Chance is what one day differs from the mean of many: the same error of each replication against the others.</p>`,
  ])
}

function table(figures: readonly FidelityFigure[]): Markup {
  const heads = ['Recorded', 'Replayed', 'One day lies in', 'Off by', 'By chance']
  const rows = figures.map((one) => {
    const unit = one.name === 'waitMean' ? 'seconds' : 'share'
    const figure = (value: number | undefined): string =>
      value === undefined ? '–' : written(value, formatOf(unit, value, Math.max(1e-4, Math.abs(value) / 100)))
    const range = one.ci95 === undefined || one.ci95 === null ? '–' : `${figure(one.ci95[0])} to ${figure(one.ci95[1])}`
    const cells = [figure(one.recorded), figure(one.simulated), range, percent(one.error), percent(one.byChance)]
    return markup`<tr role="row"><th scope="row" role="rowheader">${one.plain}</th>${cells.map(
      (words, place) => markup`<td role="cell" data-label="${heads[place] ?? ''}"><b>${words}</b></td>`,
    )}</tr>`
  })
  return markup`<table role="table" class="cards"><caption>The day as recorded and as replayed</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Figure</th>${heads.map((head) => markup`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`
}

function byHour({ hours }: Fidelity): Markup | false {
  const last = hours.at(-1)
  if (last === undefined || hours.length < 2) return false
  const middle = ({ from, to }: { readonly from: number; readonly to: number }): number => (from + to) / 2
  const drawn = [
    {
      name: 'recorded',
      mark: markOf(0, true),
      isBaseline: true,
      points: hours.map((one) => [middle(one), one.recorded] as const),
    },
    {
      name: 'replayed',
      mark: markOf(0, false),
      isBaseline: false,
      points: hours.map((one) => [middle(one), one.simulated] as const),
    },
  ]
  const waits = hours.flatMap(({ recorded, simulated }) => [recorded, simulated])
  const extent = { period: last.to, begin: hours[0]?.from ?? 0, end: last.to }
  const worst = hours.reduce((one, other) => (off(other) > off(one) ? other : one))
  return lines(
    drawn,
    {
      id: 'fidelity-hours',
      title: 'Mean wait by when chats came, recorded and replayed',
      description: `They are furthest apart where ${worst.recorded.toFixed(0)} s were recorded and ${worst.simulated.toFixed(0)} s replayed.`,
      xAxis: (from, to) => clockAxis(extent, from, to),
      yAxis: (from, to) => axis('seconds', [0, ...waits], from, to, 5),
      yTitle: 'Mean wait',
      xTitle: 'time since the recording began',
    },
    'How to read it: the nearer the lines, the better the replay knows the day.',
  )
}

function off({ recorded, simulated }: { readonly recorded: number; readonly simulated: number }): number {
  return Math.abs(simulated - recorded)
}

function percent(value: number): string {
  return `${(100 * value).toFixed(0)} %`
}
