import type { Fidelity, FidelityFigure } from '@pointsman/simulator'
import type { Page } from '../terminal/page.ts'
import { table } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'

/** How well the replay of a recording reproduces it: what everything that follows stands on. */
export function fidelityInWords({ figures, least, named, strategy, value }: Fidelity, { paint, width }: Page): string {
  const which = named ? 'which answered then' : 'taken to be what answered then, which the recording does not say'
  const enough = value >= least ? `a verdict needs ${least}` : `less than the ${least} that a verdict needs`
  const columns = [
    { heading: '' },
    ...['recorded', 'replayed', 'one day lies in', 'off by', 'by chance'].map((heading) => ({
      heading,
      figures: true,
    })),
  ]
  const heading = paint('bold', 'how well the recording is reproduced')
  return [
    wrap(
      `Closed loop: the recorded day played again under ${strategy}, ${which}. Fidelity ${value.toFixed(2)}, ${enough}.`,
      width,
    ),
    '',
    `${heading}\n${table(columns, figures.map(row))}`,
    wrap(
      'by chance: what one replication is off the others. Fidelity is 1 less the largest error beyond chance.',
      width,
    ),
  ].join('\n')
}

function row({ byChance, ci95, error, name, plain, recorded, simulated }: FidelityFigure): readonly string[] {
  const figure = (value: number | undefined): string => {
    if (value === undefined) return '–'
    return name === 'waitMean' ? `${value.toFixed(1)} s` : `${(100 * value).toFixed(1)} %`
  }
  const range = ci95 === undefined || ci95 === null ? '–' : `${figure(ci95[0]).replace(/ .*/, '')}…${figure(ci95[1])}`
  return [plain, figure(recorded), figure(simulated), range, percent(error), percent(byChance)]
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
