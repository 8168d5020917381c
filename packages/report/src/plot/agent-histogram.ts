import { near, type Mark } from '../mark/mark.ts'
import { markup } from '../markup/markup.ts'
import { axis } from './axis.ts'
import type { Drawing } from './figure.ts'
import { rule, text } from './text.ts'

const width = 344
const height = 140
const left = 44
const right = width - 24
const bottom = 100
const bins = 25

/** How many agents work how much: for rosters too long for a bar each. `most`: the end of the axis. */
export function agentHistogram(occupancies: readonly number[], mark: Mark, most: number, tallest: number): Drawing {
  const x = axis('share', [0, most], left, right, 5)
  const y = axis('number', [0, tallest], bottom, 8, 3)
  const counts = binned(occupancies, most)
  const step = most / bins
  const bars = counts.map((count, place) => {
    const [from, to] = [near(x.at(place * step)), near(x.at((place + 1) * step) - 1)]
    return count === 0 ? '' : `M${from},${bottom}V${near(y.at(count))}H${to}V${bottom}z`
  })
  return {
    width,
    height,
    content: [
      y.ticks.map(({ at }) => rule(left, at, right, at, 'grid')),
      y.ticks.map(({ at, label }) => text(left - 8, at + 4, label, 'tick', 'end')),
      markup`<path class="fill ${mark.ink}" d="${bars.join('')}"/>`,
      rule(left, bottom, right, bottom, 'axis'),
      x.ticks.map(({ at, label }) => text(at, bottom + 18, label, 'tick', 'middle')),
      text(right, bottom + 35, 'occupancy', 'muted', 'end'),
    ],
  }
}

/** How many fall into each bin from 0 to `most`. */
export function binned(values: readonly number[], most: number): readonly number[] {
  const counts = new Array<number>(bins).fill(0)
  for (const value of values) {
    const bin = Math.max(0, Math.min(bins - 1, Math.floor((value / most) * bins)))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}
