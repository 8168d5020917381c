import { near, type Mark } from '../mark/mark.ts'
import { markup } from '../markup/markup.ts'
import { axis } from './axis.ts'
import type { Drawing } from './figure.ts'
import { rule, text } from './text.ts'

/** An agent's load under one strategy. */
export interface AgentLoad {
  readonly id: string
  readonly occupancy: number | null
  readonly title: string
}

const width = 344
const height = 120
const left = 44
const bottom = 100

/** Occupancy of every agent, a bar each, in the order of the roster. `most`: the end of the axis. */
export function agentBars(agents: readonly AgentLoad[], mark: Mark, most: number): Drawing {
  const y = axis('share', [0, most], bottom, 8, 3)
  const step = (width - left) / Math.max(agents.length, 12)
  const bars = agents.map(({ occupancy, title }, place) => {
    const x = near(left + place * step)
    const at = near(y.at(occupancy ?? 0))
    const bar = `M${x},${bottom}V${at}h${near(Math.max(1, step * 0.72))}V${bottom}z`
    return markup`<path class="fill ${mark.ink}" d="${bar}"><title>${title}</title></path>`
  })
  return {
    width,
    height,
    content: [
      y.ticks.map(({ at }) => rule(left, at, width, at, 'grid')),
      y.ticks.map(({ at, label }) => text(left - 8, at + 4, label, 'tick', 'end')),
      bars,
      rule(left, bottom, width, bottom, 'axis'),
      text(
        width - 2,
        bottom + 16,
        agents.length === 1 ? 'the only agent' : `${agents.length} agents, in the order of the roster`,
        'muted',
        'end',
      ),
    ],
  }
}
