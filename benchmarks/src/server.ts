import { serverBars } from './server/bars.ts'
import { measureRounds, median, ratio, startContestant, type Contestant } from './server/measure.ts'

/**
 * Measures the CPU that one `chats:assign` costs through the whole server, beside bare `node:http` and Fastify doing no
 * more than verify + parse + pick; in processes of their own, in turn, with a second bare one to show the noise.
 */
export async function server(
  effort: { readonly rounds: number; readonly requests: number } = { rounds: 9, requests: 1500 },
  print: (line: string) => void = console.log,
): Promise<boolean> {
  const [bare, again, fastify, pointsman, journal] = (await Promise.all([
    startContestant('bare node:http', 'bare'),
    startContestant('bare again (A/A)', 'bare'),
    startContestant('fastify', 'fastify'),
    startContestant('pointsman', 'pointsman'),
    startContestant('with its journal', 'journal'),
  ])) as [Contestant, Contestant, Contestant, Contestant, Contestant]
  const all = [bare, fastify, pointsman, journal, again]
  let met = true
  print('server CPU for one chats:assign, and as a multiple of bare node:http + verify + parse + pick')
  print('agents  server                CPU       ratio   bar')
  for (const bar of serverBars) {
    await measureRounds(
      all,
      bar.agents,
      bar.agents > 50 ? Math.ceil(effort.requests / 4) : effort.requests,
      effort.rounds,
    )
    const limits = new Map([
      [pointsman, Math.min(bar.assign, ratio(fastify, bare))],
      [journal, bar.journal],
    ])
    const bars = new Map([
      [pointsman, `${bar.assign.toFixed(2)}, and below fastify`],
      [journal, bar.journal.toFixed(2)],
    ])
    for (const contestant of all) {
      const limit = limits.get(contestant)
      const seen = ratio(contestant, bare)
      const missed = limit !== undefined && seen > limit
      met &&= !missed
      print(
        [
          String(bar.agents).padStart(6),
          contestant.name.padEnd(18),
          `${median(contestant.rounds).toFixed(0)} µs`.padStart(9),
          seen.toFixed(2).padStart(9),
          `  ${bars.get(contestant) ?? ''}${missed ? '  MISSED' : ''}`,
        ].join(' '),
      )
    }
  }
  for (const { process: child } of all) child.disconnect()
  print(met ? 'every bar is met' : 'a bar is missed')
  return met
}
