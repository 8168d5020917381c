import type { Mark } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { figure, svg, twice, type Described } from '../plot/figure.ts'
import { lineChart, type Line, type LineChart } from '../plot/line-chart.ts'

/** More lines than this cannot be told apart on one chart. */
const together = 6

type Frame = Described & Pick<LineChart, 'xAxis' | 'yAxis' | 'yTitle' | 'xTitle' | 'ground'>

type Named = Line & { readonly isBaseline: boolean }

/** A line for each strategy: on one chart, or, where they are many, a small chart each with the baseline behind it. */
export function lines(drawn: readonly Named[], frame: Frame, caption: string): Markup {
  const { id, title, description, ...rest } = frame
  if (drawn.length <= together) {
    const drawing = twice({ id, title, description }, (room) =>
      lineChart({
        ...rest,
        lines: drawn,
        ...(room === 'wide'
          ? { width: 720, height: 380, names: 'beside' as const }
          : { width: 344, height: 300, names: 'below' as const }),
      }),
    )
    return figure(drawing, caption)
  }
  const base = drawn.filter(({ isBaseline }) => isBaseline).map((line) => ({ ...line, mark: behind }))
  const panels = drawn.map((line, place) => {
    const shown = line.isBaseline ? [line] : [...base, line]
    const drawing = lineChart({ ...rest, lines: shown, width: 344, height: 210, names: 'none' })
    const described = {
      id: `${id}-${place}`,
      title: `${title}: ${line.name}`,
      description: describeOne(description, place),
    }
    return markup`<div class="panel"><h3><bdi>${line.name}</bdi></h3>${svg(described, drawing)}</div>`
  })
  return figure(markup`<div class="panels">${panels}</div>`, [caption, ' The dashed line is the baseline.'])
}

const behind: Mark = { ink: 'ink-0', shape: 0, hollow: false, dash: '4 3' }

/** The part of the description that is of the strategy in this place. */
function describeOne(description: string, place: number): string {
  return description.split('; ')[place] ?? description
}
