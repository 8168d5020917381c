import type { Latencies } from '../reask/latencies.ts'
import { count, countOf, milliseconds } from '../terminal/figures.ts'
import type { Page } from '../terminal/page.ts'
import { printable } from '../terminal/printable.ts'
import { table, type Column } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'
import { inProcessHeadroom, overHttpHeadroom } from './deadline-document.ts'
import type { DeadlineReport, OverHttpReport } from './deadline-run.ts'
import type { Headroom } from './headroom.ts'
import type { InProcessSize } from './in-process.ts'

/** What was measured, for people. */
export function deadlineInWords({ inProcess, overHttp }: DeadlineReport, page: Page): string {
  const parts = [
    ...(inProcess.length === 0 ? [] : inProcessParts(inProcess, page)),
    ...(overHttp === undefined ? [] : overHttpParts(overHttp, page)),
  ]
  return parts.join('\n')
}

function inProcessParts(sizes: readonly InProcessSize[], page: Page): readonly string[] {
  const columns = [
    { heading: '', width: 24 },
    ...figures('p50', 'p99', 'p99.9', 'max', 'read and\nchoose p99.9', 'over\n5 s'),
  ]
  const tables = sizes.map(({ agents, bytes, decode, requests, strategies }) => {
    const rows = strategies.map(({ name, decide, whole, missed }) => [
      name,
      ...quantileCells(decide),
      milliseconds(whole.quantiles()?.p999),
      count(missed),
    ])
    const heading = `${countOf(agents, 'agent')} in this process: choosing, ms; ${count(requests)} requests of ${size(bytes)}`
    const reading = `Reading the body takes ${quantileCells(decode).slice(0, 3).join(', ')} ms (p50, p99, p99.9).`
    return `${page.paint('bold', heading)}\n${table(columns, rows)}${reading}\n`
  })
  const rows = inProcessHeadroom(sizes).map(([name, headroom]) => [name, ...headroomCells(headroom)])
  const head = `${page.paint('bold', 'head-room in this process: agents at which p99.9 crosses 5 s')}\n`
  const legend =
    'p50 to max: the choice alone. Reading: text, JSON, check, decode; the same for every strategy. Of fewer than 1,000 requests p99.9 is the maximum.'
  return [...tables, `${wrap(legend, page.width)}\n`, `${head}${table(headroomColumns, rows)}`]
}

function overHttpParts(report: OverHttpReport, page: Page): readonly string[] {
  const { faultCounts, rates, sizes, trouble } = report
  const columns = figures('agents', 'body', 'requests', 'p50', 'p99', 'p99.9', 'max', 'late', 'failed', 'other')
  const rows = sizes.map(({ agents, bytes, tally: { answers, latencies, requests } }) => [
    count(agents),
    size(bytes),
    count(requests),
    ...quantileCells(latencies),
    count(answers.late),
    count(answers.failed),
    count(answers.blank + answers.invalid),
  ])
  const legend =
    'late: not within 5 s. failed: no connection, or not 200. other: a blank answer, or one that names nobody who is listed.' +
    (trouble === undefined ? '' : ` The last that failed: ${printable(trouble)}.`)
  const headroom = table(headroomColumns, [['the webhook', ...headroomCells(overHttpHeadroom(report))]])
  return [
    ...(sizes.length === 0
      ? []
      : [
          `${page.paint('bold', 'over HTTP, one at a time, ms')}\n${table(columns, rows)}`,
          `${wrap(legend, page.width)}\n`,
          `${page.paint('bold', 'head-room over HTTP: agents at which p99.9 crosses 5 s')}\n${headroom}`,
        ]),
    ...(rates === undefined ? [] : rateParts(rates, page)),
    ...(faultCounts === undefined
      ? []
      : [
          `${wrap(
            `Faults: of ${count(faultCounts.taken)} deliveries ${count(faultCounts.lostOnTheWay)} were lost on the way, ${count(faultCounts.lostOnTheWayBack)} on the way back, ${count(faultCounts.duplicated)} sent twice, ${count(faultCounts.reordered)} overtaken; ${count(faultCounts.unreachable)} did not reach the webhook, or were given up.`,
            page.width,
          )}\n`,
        ]),
  ]
}

function rateParts({ agents, headroom, loads }: NonNullable<OverHttpReport['rates']>, page: Page): readonly string[] {
  const columns = figures('a second', 'requests', 'answered/s', 'p50', 'p99', 'p99.9', 'max', 'missed', 'held')
  const rows = [...loads]
    .sort((a, b) => a.perSecond - b.perSecond)
    .map(({ answeredPerSecond, held, perSecond, tally }) => [
      count(perSecond),
      count(tally.requests),
      answeredPerSecond.toFixed(answeredPerSecond < 100 ? 1 : 0),
      ...quantileCells(tally.latencies),
      count(tally.missed),
      held ? 'yes' : 'no',
    ])
  const { crossedPerSecond, heldPerSecond } = headroom
  const lag = Math.max(...loads.map((load) => (load.held ? (load.lag.quantiles()?.p99 ?? 0) : 0)))
  const crossing = 'there p99.9 crosses 5 s, given time, as what is not answered waits while more comes.'
  const found =
    heldPerSecond === null
      ? `Measured: not even ${count(crossedPerSecond ?? 0)} a second are held: ${crossing}`
      : crossedPerSecond === null
        ? `Measured: ${count(heldPerSecond)} a second are held, and none higher was tried.`
        : `Measured: ${count(heldPerSecond)} a second are held, ${count(crossedPerSecond)} are not: ${crossing}`
  const text =
    found +
    ` Latencies count from when each delivery was due; of that, this sender itself was up to ${milliseconds(lag)} ms late (p99, at rates that were held).`
  return [
    `${page.paint('bold', `over HTTP at a rate, ${countOf(agents, 'agent')}, ms`)}\n${table(columns, rows)}`,
    `${wrap(text, page.width)}\n`,
  ]
}

const headroomColumns: readonly Column[] = [
  { heading: '', width: 24 },
  { heading: 'agents', figures: true },
  { heading: 'how it is known' },
]

function headroomCells(headroom: Headroom): readonly [string, string] {
  if (headroom.kind === 'measured') {
    const { at, below } = headroom
    return [`≤ ${count(at)}`, below === null ? 'measured' : `measured: in time at ${count(below)}`]
  }
  if (headroom.kind === 'unknown') {
    return ['–', headroom.why === 'too few sizes' ? 'two sizes of 100 or more are needed' : headroom.why]
  }
  const { at, fit, growth } = headroom
  const law = growth === 1 ? 'in proportion' : `as n^${growth.toFixed(2)}`
  return [`~ ${count(Number(at.toPrecision(2)))}`, `extrapolated ${law} from ${count(fit.to)}`]
}

function quantileCells(latencies: Latencies): readonly string[] {
  const of = latencies.quantiles()
  return [of?.p50, of?.p99, of?.p999, of?.max].map(milliseconds)
}

function figures(...headings: readonly string[]): readonly Column[] {
  return headings.map((heading) => ({ heading, figures: true }))
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
