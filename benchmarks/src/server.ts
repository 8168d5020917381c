import { serverBars, type ServerBar } from './server/bars.ts'
import { measure, median, ratios, type Measured } from './server/measure.ts'
import { verdict, type Verdict } from './server/verdict.ts'

/** How much is measured. */
export interface Effort {
  /** So often all begin anew: what a process makes of its code in its first seconds stays with it, and differs. */
  readonly processes: number
  /** Rounds in each process. */
  readonly rounds: number
  /** Requests in each round, with 20 agents; with more, fewer. */
  readonly requests: number
}

/**
 * Measures the CPU that one `chats:assign` costs through the whole server, beside bare `node:http` and Fastify doing no
 * more than verify + parse + pick; in processes of their own, in turn, with a second bare one to show the noise. What is
 * posted is a contact centre at work, sized after its agents: see `Centre`. The server does everything that it does in
 * service: it verifies, parses, validates, decides, reserves, watches what became of its answers and counts. `words` choose
 * among the centres, by how many agents they have and what becomes of these; none choose all.
 */
export async function server(
  words: readonly string[] = [],
  effort: Effort = { processes: 3, rounds: 3, requests: 600 },
  print: (line: string) => void = console.log,
): Promise<boolean> {
  print(
    'server CPU for one chats:assign, and as a multiple of bare node:http + verify + parse + pick (the mean of two)',
  )
  print('agents                   server                CPU       ratio   bar')
  const said: Verdict[] = []
  for (const bar of serverBars.filter((each) => isMeant(each, words)))
    said.push(...(await measureAt(bar, effort, print)))
  if (said.includes('missed')) print('a bar is missed')
  else if (said.includes('open'))
    print('not decided: two that are the same differ by as much; once more on a quieter machine')
  else if (said.length > 0) print('every bar is met')
  return said.every((each) => each === 'met')
}

function isMeant({ agents, roster }: ServerBar, words: readonly string[]): boolean {
  const counts = words.filter((word) => /^\d+$/.test(word)).map(Number)
  const rosters = words.filter((word) => !/^\d+$/.test(word))
  return (
    (counts.length === 0 || counts.includes(agents)) &&
    (rosters.length === 0 || rosters.some((word) => roster === word))
  )
}

async function measureAt(bar: ServerBar, effort: Effort, print: (line: string) => void): Promise<readonly Verdict[]> {
  const requests = bar.agents > 50 ? Math.ceil(effort.requests / 4) : effort.requests
  const { bare, fastify, pointsman, journal, again } = await measure(bar, { ...effort, requests })
  const base = bare.map((value, i) => (value + (again[i] as number)) / 2)
  const pair = median(ratios(again, bare))
  const said: Verdict[] = []
  const line = (name: string, cpu: Measured, limit?: number, words = ''): void => {
    const seen = median(ratios(cpu, base))
    const judged = limit === undefined ? undefined : verdict(seen, limit, pair)
    if (judged !== undefined) said.push(judged)
    const open = `  not decided: A/A ${pair.toFixed(2)}`
    print(
      [
        `${bar.agents}${bar.roster === 'working' ? '' : `, ${bar.roster}`}`.padEnd(24),
        name.padEnd(18),
        `${median(cpu).toFixed(0)} µs`.padStart(9),
        seen.toFixed(2).padStart(9),
        `  ${words}${judged === 'missed' ? '  MISSED' : judged === 'open' ? open : ''}`,
      ]
        .join(' ')
        .trimEnd(),
    )
  }
  line('bare node:http', bare)
  line('fastify', fastify)
  if (bar.assign === undefined) line('pointsman', pointsman)
  else {
    const least = Math.min(bar.assign, median(ratios(fastify, base)))
    line('pointsman', pointsman, least, `${bar.assign.toFixed(2)}, and below fastify`)
  }
  line('with its journal', journal, bar.journal, bar.journal?.toFixed(2))
  line('bare again', again, undefined, `A/A ${pair.toFixed(2)}`)
  return said
}
