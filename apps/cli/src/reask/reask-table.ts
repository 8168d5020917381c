import { agreementTable } from './agreement-table.ts'
import type { Candidate } from './candidate.ts'
import { count, milliseconds, percent } from '../terminal/figures.ts'
import { jain } from './jain.ts'
import type { Page } from '../terminal/page.ts'
import type { ReaskReport } from './reask-document.ts'
import { spread } from '../terminal/spread.ts'
import { table, type Column } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'

/** A replay as tables: what each strategy decided, how fast, and how the chats fell on agents. */
export function reaskTables({ reask, latency }: ReaskReport, page: Page): string {
  const { candidates } = reask
  const wide = page.width >= 130
  const parts: readonly Part[] = [
    { heading: 'decisions', columns: decisionColumns, cells: decisionCells },
    ...(latency ? [{ heading: 'latency of a decision, ms', columns: latencyColumns, cells: latencyCells }] : []),
  ]
  const sections = wide ? [together(parts)] : parts
  const named: Column = { heading: '', width: wide ? 40 : 22 }
  const written = sections.map(({ heading, columns, cells }) => {
    const rows = candidates.map((candidate) => [candidate.name, ...cells(candidate)])
    return `${page.paint('bold', heading)}\n${table([named, ...columns], rows)}`
  })
  const legend = wrap(
    "passed: nobody was named. agreed: with what was answered then. busiest, least: an agent's share of what was assigned. Jain: how evenly chats fell on agents, from 1/n (one of n has all) to 1 (all have as many). refusers: times that it named somebody who had refused the chat.",
    page.width,
  )
  const alike = agreementTable(
    candidates.map(({ name }) => name),
    reask.agreements,
    page,
  )
  return [...written, `${legend}\n`, ...(alike === '' ? [] : [alike]), chatsByAgent(candidates, page)].join('\n')
}

interface Part {
  readonly heading: string
  readonly columns: readonly Column[]
  readonly cells: (candidate: Candidate) => readonly string[]
}

function together(parts: readonly Part[]): Part {
  return {
    heading: parts.map(({ heading }) => heading).join('; '),
    columns: parts.flatMap(({ columns }) => columns),
    cells: (candidate) => parts.flatMap(({ cells }) => cells(candidate)),
  }
}

const decisionColumns: readonly Column[] = figures(
  'assigned',
  'passed',
  'agreed',
  'busiest',
  'least',
  'Jain',
  'refusers',
)

function decisionCells(candidate: Candidate): readonly string[] {
  const { assigned, passed, agreed, of, refuserNamed, chatsByAgent } = candidate
  const chats = [...chatsByAgent.values()]
  const [least, most] = extremes(chats)
  return [
    count(assigned),
    count(passed),
    percent(agreed, of),
    percent(most, assigned),
    percent(least, assigned),
    jain(chats)?.toFixed(3) ?? '–',
    count(refuserNamed),
  ]
}

const latencyColumns: readonly Column[] = figures('p50', 'p99', 'p99.9', 'max', 'over 5 s')

function latencyCells({ latencies, missed }: Candidate): readonly string[] {
  const of = latencies.quantiles()
  return [...[of?.p50, of?.p99, of?.p999, of?.max].map(milliseconds), count(missed)]
}

/** One bar for each agent, the busiest first, by each strategy's own measure; then who is first and last. */
function chatsByAgent(candidates: readonly Candidate[], { width, paint }: Page): string {
  const agents = candidates.map(({ chatsByAgent }) => [...chatsByAgent].sort(busiestFirst))
  const longest = Math.min(30, Math.max(...agents.map((of) => ends(of).length)))
  const room = Math.max(10, width - 22 - 2 - 2 - longest)
  const rows = agents.map((of, i) => [
    String(candidates[i]?.name),
    spread(
      of.map(([, chats]) => chats),
      room,
    ),
    ends(of),
  ])
  const columns = [
    { heading: '', width: 22 },
    { heading: barsHeading(agents[0]?.length ?? 0, room) },
    { heading: 'most … fewest', width: 30 },
  ]
  return `${paint('bold', 'chats by agent')}\n${table(columns, rows)}`
}

function barsHeading(agents: number, room: number): string {
  const all = `${count(agents)} ${agents === 1 ? 'agent' : 'agents'}`
  return agents <= room ? all : `${all}, in ${room} bars`
}

function ends(agents: readonly (readonly [string, number])[]): string {
  const [first, last] = [agents[0], agents.at(-1)]
  if (first === undefined || last === undefined) return '–'
  return `${first[0]} ${count(first[1])} … ${last[0]} ${count(last[1])}`
}

function busiestFirst([a, chatsA]: readonly [string, number], [b, chatsB]: readonly [string, number]): number {
  return chatsB - chatsA || (a < b ? -1 : 1)
}

function extremes(chats: readonly number[]): readonly [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const each of chats) {
    least = Math.min(least, each)
    most = Math.max(most, each)
  }
  return [Math.min(least, most), most]
}

function figures(...headings: readonly string[]): readonly Column[] {
  return headings.map((heading) => ({ heading, figures: true }))
}
