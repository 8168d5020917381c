import { metricNames, type Estimate, type MetricName, type Result } from '@pointsman/simulator'
import { count } from '../terminal/figures.ts'
import type { Page } from '../terminal/page.ts'
import { table, type Column } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'

/** How a result came about, where it was no simulation that came to its end. */
export interface Circumstances {
  /** It was ended before its time. */
  readonly cutOff?: boolean
  /** It was played once, and cannot be replicated by an option. */
  readonly once?: boolean
  /** Chats that came first did not count. */
  readonly warmedUp?: boolean
}

/** A result as tables: what became of the chats, every metric with its interval, and the same by queue. */
export function resultInWords(found: Result, page: Page, { cutOff, once, warmedUp }: Circumstances = {}): string {
  const { paint, width } = page
  const { offered, attended, abandoned, lost, unfinished } = found.chats
  const queues = Object.keys(found.byQueue)
  const intro = wrap(
    `${found.strategy} in ${found.scenario}: ${found.replications} ` +
      `${found.replications === 1 ? 'replication' : 'replications'}, seed ${found.seed}. ` +
      `Of ${whole(offered)} ${Math.round(offered) === 1 ? 'chat' : 'chats'} offered` +
      `${found.replications === 1 ? '' : ' in each'}${warmedUp === true ? ' after the warm-up' : ''}, ` +
      `${whole(attended)} ${Math.round(attended) === 1 ? 'was' : 'were'} attended, ${whole(abandoned)} abandoned and ${whole(lost)} lost` +
      `${unfinished === 0 ? '' : `; ${whole(unfinished)} were ${cutOff ? 'not over yet' : 'left, whom nobody would ever have taken'}`}.`,
    width,
  )
  const rows = metricNames.map((name) => [inWords[name], ...cells(found.metrics[name], name)])
  const { transferRate } = found.metrics
  if (transferRate !== undefined) rows.push(['transfers for a chat', ...cells(transferRate, 'transferRate')])
  const parts = [
    intro,
    '',
    `${paint('bold', 'metrics')}\n${table(columns, rows)}`,
    ...(queues.length < 2 ? [] : [byQueue(found, queues, page)]),
    `${wrap(
      found.replications === 1
        ? `Closed loop. Intervals: 95 %, by batch means of one run${once ? '' : '; give --replications for better ones'}.`
        : 'Closed loop. Intervals: 95 %, over replications.',
      width,
    )}\n`,
  ]
  return parts.join('\n')
}

const columns: readonly Column[] = [
  { heading: '' },
  { heading: 'mean', figures: true },
  { heading: '95 % interval', figures: true },
]

function byQueue(found: Result, queues: readonly string[], { paint }: Page): string {
  const shown: readonly MetricName[] = ['waitMean', 'waitP90', 'serviceLevel', 'abandonRate', 'lostRate']
  const headings = ['mean wait', '90 % wait', 'in time', 'abandoned', 'lost']
  const rows = queues.map((queue) => [
    queue,
    ...shown.map((name) => cells(found.byQueue[queue]?.[name], name)[0] as string),
  ])
  const named: readonly Column[] = [
    { heading: 'queue', width: 24 },
    ...headings.map((heading) => ({ heading, figures: true })),
  ]
  return `${paint('bold', 'by queue')}\n${table(named, rows)}`
}

/** What a metric is called for people. */
const inWords: Readonly<Record<MetricName, string>> = {
  waitMean: 'mean wait',
  waitMeanAttended: 'mean wait of the attended',
  waitP50: 'half wait at most',
  waitP90: '90 % wait at most',
  waitP95: '95 % wait at most',
  waitP99: '99 % wait at most',
  waited: 'had to wait',
  serviceLevel: 'attended in time',
  abandonRate: 'abandoned',
  lostRate: 'lost',
  invitationsPerChat: 'invitations for a chat',
  rejectRate: 'invitations rejected',
  expireRate: 'invitations unanswered',
  handleMean: 'mean handle time',
  occupancy: 'occupancy',
  occupancyGini: "unevenness of occupancy (Gini's)",
  chatShareJain: "evenness of chats (Jain's)",
  sojournMean: 'mean time from arrival to end',
}

const seconds: readonly MetricName[] = [
  'waitMean',
  'waitMeanAttended',
  'waitP50',
  'waitP90',
  'waitP95',
  'waitP99',
  'handleMean',
  'sojournMean',
]
const plain: readonly MetricName[] = ['invitationsPerChat', 'occupancyGini', 'chatShareJain']

function cells(estimate: Estimate | undefined, name: MetricName | 'transferRate'): readonly string[] {
  const { mean, ci95 } = estimate ?? { mean: null, ci95: null }
  const write = (value: number): string => {
    if (name === 'transferRate') return value.toFixed(4)
    if (seconds.includes(name)) return `${significant(value)} s`
    return plain.includes(name) ? value.toFixed(4) : `${(100 * value).toFixed(2)} %`
  }
  // Few replications may have an interval that reaches beyond what the figure can be.
  const most = name === 'transferRate' || name === 'invitationsPerChat' || seconds.includes(name) ? Infinity : 1
  const within = (value: number): number => Math.min(most, Math.max(0, value))
  const interval = ci95 === null ? '–' : `${write(within(ci95[0]))} … ${write(within(ci95[1]))}`
  return [mean === null ? '–' : write(mean), interval]
}

function significant(value: number): string {
  const size = Math.abs(value)
  return value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4)
}

function whole(value: number): string {
  return count(Math.round(value))
}
