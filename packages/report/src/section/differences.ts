import type { Difference } from '@pointsman/simulator'
import type { Contender } from '../page/contender.ts'
import { effect, effectText, isRelative } from '../metric/effect.ts'
import { findingOf, type Finding } from '../metric/finding-of.ts'
import { metricTable } from '../metric/metric-table.ts'
import type { Metric, Unit } from '../metric/metric.ts'
import type { Mark } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { figure, svg } from '../plot/figure.ts'
import { intervalPlot, type Row } from '../plot/interval-plot.ts'
import { section } from './section.ts'

/** How a finding looks: sure ones are filled and coloured, others hollow and grey. */
const looks: Readonly<Record<Finding, Mark>> = {
  better: { ink: 'ink-better', shape: 0, hollow: false, dash: '' },
  worse: { ink: 'ink-worse', shape: 3, hollow: false, dash: '' },
  different: { ink: 'ink-0', shape: 1, hollow: false, dash: '' },
  unsure: { ink: 'ink-unsure', shape: 0, hollow: true, dash: '' },
  equal: { ink: 'ink-unsure', shape: 0, hollow: true, dash: '' },
}

/** Every strategy minus the baseline, paired by replication, with its interval. */
export function differences(contenders: readonly Contender[], baseline: string): Markup {
  const others = contenders.filter(({ isBaseline }) => !isBaseline)
  const metrics = decisive(others)
  const lead = markup`Each strategy minus <bdi>${baseline}</bdi>, replication by replication with the same customers, so that what is common to both cancels out.`
  if (others.length === 0 || metrics.length === 0)
    return section('differences', 'Paired differences', lead, markup`<p>There is nothing to compare with.</p>`)
  return section(
    'differences',
    'Paired differences',
    lead,
    figure(
      markup`<div class="panels">${metrics.map((one) => panel(others, one))}</div>`,
      'How to read it: the mark is the difference, the bar its 95 % interval, the upright line no difference. A filled circle is surely better, a filled diamond surely worse, after Holm’s correction over all strategies and figures; a hollow grey circle may be chance. pts: percentage points.',
    ),
  )
}

/** What the verdict looks at; where nothing was corrected, whatever was compared. */
function decisive(others: readonly Contender[]): readonly Metric[] {
  const has = (name: string, part: (difference: Difference) => number | null): boolean =>
    others.some(({ versus }) => {
      const found = versus.get(name)
      return found !== undefined && part(found) !== null
    })
  const compared = metricTable.filter(({ name }) => has(name, ({ difference }) => difference))
  const corrected = compared.filter(({ name }) => has(name, ({ pHolm }) => pHolm))
  return corrected.length > 0 ? corrected : compared.slice(0, 8)
}

function panel(others: readonly Contender[], one: Metric): Markup {
  const found = others.flatMap(({ versus }) => versus.get(one.name) ?? [])
  const relative = found.every((each) => each.difference === null || isRelative(one.unit, each))
  const rows = others.flatMap(({ name, versus }): Row[] => {
    const difference = versus.get(one.name)
    if (difference === undefined) return []
    const { value, interval, unit } = effect(one, difference, relative)
    const finding = findingOf(one, difference)
    const words = effectText({ value, interval, unit })
    const said = finding === 'better' || finding === 'worse' ? ` ${finding}` : ''
    return [{ name, mark: looks[finding], value, interval, words: `${words.value}${said}` }]
  })
  const unit: Unit = relative ? 'share' : one.unit === 'share' ? 'points' : one.unit
  const ends: readonly [string, string] | undefined =
    one.wants === null ? undefined : one.wants === 'less' ? ['← better', 'worse →'] : ['← worse', 'better →']
  const title = `${one.short}: difference to the baseline`
  const description = rows.map(({ name, words }) => `${name}: ${words}`).join('; ')
  const plot = intervalPlot({ unit, rows, against: 0, ...(ends === undefined ? {} : { ends }) })
  return markup`<div class="panel"><h3>${one.short}</h3>${svg({ id: `versus-${one.name}`, title, description }, plot)}</div>`
}
