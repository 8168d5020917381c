import { serverBars, type ServerBar } from './server/bars.ts'
import { measureRounds, median, ratio, startContestant, type Contestant } from './server/measure.ts'

/**
 * Measures the CPU that one `chats:assign` costs through the whole server, beside bare `node:http` and Fastify doing no
 * more than verify + parse + pick; in processes of their own, in turn, with a second bare one to show the noise. What is
 * posted is a contact centre at work, sized after its agents: see `Centre`. The server does everything that it does in
 * service: it verifies, parses, validates, decides, reserves, watches what became of its answers and counts. `words` choose
 * among the centres, by how many agents they have and what becomes of these; none choose all.
 */
export async function server(
  words: readonly string[] = [],
  effort: { readonly rounds: number; readonly requests: number } = { rounds: 9, requests: 1500 },
  print: (line: string) => void = console.log,
): Promise<boolean> {
  print('server CPU for one chats:assign, and as a multiple of bare node:http + verify + parse + pick')
  print('agents                   server                CPU       ratio   bar')
  let met = true
  for (const bar of serverBars.filter((each) => isMeant(each, words)))
    met = (await measureAt(bar, effort, print)) && met
  print(met ? 'every bar is met' : 'a bar is missed')
  return met
}

function isMeant({ agents, roster }: ServerBar, words: readonly string[]): boolean {
  const counts = words.filter((word) => /^\d+$/.test(word)).map(Number)
  const rosters = words.filter((word) => !/^\d+$/.test(word))
  return (
    (counts.length === 0 || counts.includes(agents)) &&
    (rosters.length === 0 || rosters.some((word) => roster === word))
  )
}

async function measureAt(
  bar: ServerBar,
  { rounds, requests }: { readonly rounds: number; readonly requests: number },
  print: (line: string) => void,
): Promise<boolean> {
  const [bare, again, fastify, pointsman, journal] = (await Promise.all([
    startContestant('bare node:http', 'bare'),
    startContestant('bare again (A/A)', 'bare'),
    startContestant('fastify', 'fastify'),
    startContestant('pointsman', 'pointsman'),
    startContestant('with its journal', 'journal'),
  ])) as [Contestant, Contestant, Contestant, Contestant, Contestant]
  const all = [bare, fastify, pointsman, journal, again]
  await measureRounds(all, bar, bar.agents > 50 ? Math.ceil(requests / 4) : requests, rounds)
  for (const { process: child } of all) child.disconnect()
  const limits = new Map([
    [pointsman, bar.assign === undefined ? undefined : Math.min(bar.assign, ratio(fastify, bare))],
    [journal, bar.journal],
  ])
  const words = new Map([
    [pointsman, bar.assign === undefined ? '' : `${bar.assign.toFixed(2)}, and below fastify`],
    [journal, bar.journal?.toFixed(2) ?? ''],
  ])
  let met = true
  for (const contestant of all) {
    const limit = limits.get(contestant)
    const seen = ratio(contestant, bare)
    const missed = limit !== undefined && seen > limit
    met &&= !missed
    print(
      [
        `${bar.agents}${bar.roster === 'working' ? '' : `, ${bar.roster}`}`.padEnd(24),
        contestant.name.padEnd(18),
        `${median(contestant.rounds).toFixed(0)} µs`.padStart(9),
        seen.toFixed(2).padStart(9),
        `  ${words.get(contestant) ?? ''}${missed ? '  MISSED' : ''}`,
      ].join(' '),
    )
  }
  return met
}
