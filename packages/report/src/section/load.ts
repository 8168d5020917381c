import type { Contender } from '../page/contender.ts'
import { ends } from '../metric/ends.ts'
import { digits, formatOf } from '../metric/format.ts'
import { share } from '../metric/share.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { agentBars, type AgentLoad } from '../plot/agent-bars.ts'
import { agentHistogram, binned } from '../plot/agent-histogram.ts'
import { figure, svg, type Drawing } from '../plot/figure.ts'
import { keyMark } from './key-mark.ts'
import { occupancies } from './occupancies.ts'
import { section } from './section.ts'

/** More agents than this have no room for a bar each. */
const barsAtMost = 60

/** Who works how much under each strategy. */
export function load(contenders: readonly Contender[]): Markup {
  const lead =
    'Occupancy is the share of an agent’s slots in use while online. The more even it is, the fewer agents are worn out while others wait for work.'
  const size = contenders.reduce((most, { result }) => Math.max(most, result.agents.length), 0)
  const heading = 'Load by agent'
  if (size === 0) return section('load', heading, lead, markup`<p>There are no agents.</p>`)
  const all = contenders.flatMap(({ result }) => result.agents.flatMap(({ occupancy }) => occupancy ?? []))
  const most = all.reduce((one, other) => Math.max(one, other), 0.01)
  const draw = size <= barsAtMost ? bars : histogramOf(contenders, most)
  const panels = contenders.map((contender, place) => {
    const { name } = contender
    const described = {
      id: `load-${place}`,
      title: `Occupancy by agent under ${name}`,
      description: inWords(contender),
    }
    return markup`<div class="panel"><h3><bdi>${name}</bdi></h3>${svg(described, draw(contender, most))}</div>`
  })
  const caption =
    size <= barsAtMost
      ? 'How to read it: a bar for each agent, the same agent in the same place everywhere; bars of one height mean that the load is even.'
      : 'How to read it: how many agents (upright) work at which occupancy (across); one narrow heap means that the load is even.'
  return section('load', heading, lead, [
    figure(markup`<div class="panels">${panels}</div>`, caption),
    table(contenders),
  ])
}

function bars({ result, mark }: Contender, most: number): Drawing {
  const loads = result.agents.map(({ id, occupancy, chats }): AgentLoad => {
    const busy = occupancy === null ? 'never online' : share(occupancy)
    return { id, occupancy, title: `${id}: ${busy}, ${count(chats)} chats` }
  })
  return agentBars(loads, mark, most)
}

function histogramOf(contenders: readonly Contender[], most: number): (contender: Contender) => Drawing {
  const tallest = contenders.reduce((high, contender) => Math.max(high, ...binned(occupancies(contender), most)), 1)
  return (contender) => agentHistogram(occupancies(contender), contender.mark, most, tallest)
}

function table(contenders: readonly Contender[]): Markup {
  const heads = ['Chats: fewest', 'median', 'most', 'Occupancy: least', 'median', 'most']
  const labels = ['Fewest chats', 'Median chats', 'Most chats', 'Least occupancy', 'Median occupancy', 'Most occupancy']
  const rows = contenders.map((contender) => {
    const chats = ends(contender.result.agents.map((agent) => agent.chats)).map((each) => orNone(each, count))
    const busy = ends(occupancies(contender)).map((each) => orNone(each, share))
    const cells = [...chats, ...busy].map(
      (words, place) => markup`<td role="cell" data-label="${labels[place] ?? ''}"><b>${words}</b></td>`,
    )
    return markup`<tr role="row"><th scope="row" role="rowheader">${keyMark(contender.mark)}<bdi>${contender.name}</bdi></th>${cells}</tr>`
  })
  return markup`<table role="table" class="cards"><caption>Chats handled per replication and occupancy, by agent</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Strategy</th>${heads.map((head) => markup`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`
}

function inWords(contender: Contender): string {
  const [least, median, most] = ends(occupancies(contender)).map((each) => orNone(each, share))
  return `The least busy agent is at ${least}, the median at ${median}, the busiest at ${most}.`
}

function orNone(value: number | undefined, words: (value: number) => string): string {
  return value === undefined ? '–' : words(value)
}

function count(value: number): string {
  return digits(value, formatOf('number', value, value < 20 ? 0.1 : 1))
}
