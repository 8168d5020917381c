import type { Figure, Origin, Scenario } from '@pointsman/simulator'
import { count, countOf } from '../terminal/figures.ts'
import type { Page } from '../terminal/page.ts'
import { table, type Column } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'

/** More agents than people want to see. */
const mostAgents = 20

/** What a recording implies, as tables: every figure, how it came about, and how surely it is known. */
export function reconstructionInWords(scenario: Scenario, page: Page): string {
  const { origin } = scenario
  if (origin === undefined) return ''
  const { paint, width } = page
  const parts = [
    wrap(introduction(scenario, origin), width),
    '',
    `${paint('bold', 'the platform and its customers')}\n${table(figureColumns, centreRows(scenario, origin))}`,
    `${paint('bold', 'agents')}\n${table(agentColumns, agentRows(scenario, origin))}${more(scenario)}`,
    ...(origin.assumptions.length === 0 ? [] : [paint('bold', 'assumed')]),
    ...origin.assumptions.map((sentence) => wrap(sentence, width, '  ', '- ')),
    ...(origin.assumptions.length === 0 ? [] : ['']),
    ...verdict(origin, page),
  ]
  return `${parts.join('\n')}\n`
}

function introduction({ name, agents }: Scenario, { recording }: Origin): string {
  const { chats, facts, from, requests, to } = recording
  const told =
    requests === 0 ? countOf(facts, 'event') : `${countOf(requests, 'request')}, ${countOf(facts, 'event')} beside them`
  return (
    `${name}: ${countOf(chats, 'chat')} in ${told}, ${countOf(agents.length, 'agent')}, ` +
    `from ${clock(from)} to ${clock(to)} UTC. Open loop asks again; this is what it takes to close the loop.`
  )
}

function verdict({ fit }: Origin, { paint, width }: Page): readonly string[] {
  if (fit.bearable) {
    return [wrap('The recording bears the question what another strategy would have done.', width)]
  }
  return [
    wrap(paint('yellow', 'The recording does not bear the question what another strategy would have done:'), width),
    ...fit.because.map((reason) => wrap(reason, width, '  ', '- ')),
  ]
}

const figureColumns: readonly Column[] = [
  { heading: 'what', width: 26, wraps: true },
  { heading: 'how', width: 8 },
  { heading: 'figure', figures: true },
  { heading: '95 %', figures: true, width: 17 },
  { heading: 'of', figures: true, width: 9 },
]

function centreRows({ queues, platform = {} }: Scenario, { figures }: Origin): readonly (readonly string[])[] {
  const rows: string[][] = []
  for (const [path, figure] of Object.entries(figures)) {
    if (path.startsWith('$.agents[')) continue
    const said = settled[path]?.(platform)
    rows.push([inWords(path, queues), figure.how, said ?? value(figure), interval(figure), counted(figure)])
  }
  return rows
}

/** Settings that are no numbers. */
const settled: Readonly<Record<string, (platform: NonNullable<Scenario['platform']>) => string | undefined>> = {
  '$.platform.mode': ({ mode }) => mode,
  '$.platform.acceptance': ({ acceptance }) => acceptance,
  '$.platform.retryInterval': ({ retryInterval }) => (retryInterval === undefined ? 'never' : undefined),
  '$.platform.abandonWhileInvited': () => 'yes',
}

/** `$.queues[0].handleTime` as `handle time of q`. */
function inWords(path: string, queues: Scenario['queues']): string {
  const [, from = '', way = ''] = /^\$\.queues\[(\d+)\]\.transfers\[(\d+)\]\.share$/.exec(path) ?? []
  const { id, transfers = [] } = queues[Number(from)] ?? {}
  if (way !== '') return `transfers of ${id} to ${transfers[Number(way)]?.to}`

  const [, place = '', field = ''] = /^\$\.queues\[(\d+)\]\.(\w+)$/.exec(path) ?? []
  if (field !== '') return `${spaced(field)} of ${queues[Number(place)]?.id ?? place}`
  const [, level] = /^\$\.concurrency\.speed\[(\d+)\]$/.exec(path) ?? []
  if (level !== undefined) return `speed with ${Number(level) + 1} in hand`
  return spaced(path.replace(/^\$\.(platform\.)?/, ''))
}

function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

const agentColumns: readonly Column[] = [
  { heading: 'agent', width: 16 },
  { heading: 'slots', figures: true },
  { heading: 'hours', figures: true },
  { heading: 'speed', figures: true },
  { heading: '95 %', figures: true },
  { heading: 'accepts', figures: true },
  { heading: '95 %', figures: true },
  { heading: 'chats', figures: true },
]

function agentRows({ agents }: Scenario, { figures, recording }: Origin): readonly (readonly string[])[] {
  const length = recording.to - recording.from
  return agents.slice(0, mostAgents).map(({ id, presence = [], slots }, place) => {
    const of = (field: string): Figure => figures[`$.agents[${place}].${field}`] ?? { how: 'assumed' }
    const hours = presence.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, length) - from), 0) / 3600
    const [speed, answers] = [of('speed'), of('answers')]
    return [
      id,
      String(slots),
      hours.toFixed(1),
      value(speed),
      interval(speed),
      value(answers),
      interval(answers),
      counted(speed),
    ]
  })
}

function more({ agents }: Scenario): string {
  const left = agents.length - mostAgents
  return left <= 0 ? '' : `and ${count(left)} more; the scenario has them all\n`
}

function value({ value: figure, unit }: Figure): string {
  if (figure === undefined) return '–'
  return `${significant(figure)}${unit === undefined ? '' : ` ${unit}`}`
}

function interval({ ci95 }: Figure): string {
  if (ci95 === undefined || !Number.isFinite(ci95[0])) return '–'
  return `${significant(ci95[0])}…${significant(ci95[1])}`
}

function counted({ n }: Figure): string {
  return n === undefined ? '–' : count(n)
}

function significant(figure: number): string {
  const size = Math.abs(figure)
  if (Number.isInteger(figure) && size < 1e6) return String(figure)
  return figure.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
}

function clock(seconds: number): string {
  const at = new Date(seconds * 1000)
  return Number.isNaN(at.getTime()) ? '?' : at.toISOString().slice(0, 16).replace('T', ' ')
}
