import { fork, type ChildProcess } from 'node:child_process'
import { Agent, request as ask } from 'node:http'
import { fileURLToPath } from 'node:url'
import { Centre, type Roster } from './centre.ts'

/** CPU microseconds of each request, by round. */
export type Measured = readonly number[]

/** Who is measured, in the order of every other round. */
const kinds = { bare: 'bare', fastify: 'fastify', pointsman: 'pointsman', journal: 'journal', again: 'bare' } as const
type Name = keyof typeof kinds

/** A server that is measured, in a process of its own. */
interface Contestant {
  readonly name: Name
  readonly url: string
  readonly process: ChildProcess
}

const program = fileURLToPath(new URL('./contestant.js', import.meta.url))
const connections = 8
/**
 * Until what runs often is compiled: a server runs for weeks, and after 5,000 requests the engine is still at work on it. The
 * code is the same in a small centre, and sooner so far. Before a larger one it is no more than those 5,000: what 20,000 chats
 * of another centre leave in the heap, no such centre has ever seen.
 */
const warmUp = { agents: 20, turns: 10, requests: { small: 2000, large: 500 } }
/** What a centre does before the one that is measured is over for that one. */
const longBefore = -30

/**
 * Puts so many requests to each contestant in turn, in an order that alternates from round to round; so many rounds, after
 * which all begin anew in other processes, so many times.
 */
export async function measure(
  bar: { readonly agents: number; readonly roster: Roster },
  { processes, rounds, requests }: { readonly processes: number; readonly rounds: number; readonly requests: number },
): Promise<Readonly<Record<Name, Measured>>> {
  const seen: Record<Name, number[]> = { bare: [], fastify: [], pointsman: [], journal: [], again: [] }
  for (let block = 0; block < processes; block++) {
    tell(`${bar.agents} agents, ${bar.roster}: processes ${block + 1} of ${processes}`)
    const contestants = await Promise.all((Object.keys(kinds) as Name[]).map(start))
    const warming = bar.agents > warmUp.agents ? warmUp.requests.large : warmUp.requests.small
    // In turns: who waits for long loses what caches, collectors and the system take from the idle.
    const small = new Map(contestants.map((each) => [each, new Centre(warmUp.agents, bar.roster, longBefore)]))
    for (let turn = 0; turn < warmUp.turns; turn++)
      for (const contestant of contestants) await post(contestant, small.get(contestant) as Centre, warming)
    // Each has a centre of its own, in which its own answers have come true.
    const centres = new Map(contestants.map((contestant) => [contestant, new Centre(bar.agents, bar.roster)]))
    const load = (contestant: Contestant): Promise<void> =>
      post(contestant, centres.get(contestant) as Centre, requests)
    for (const contestant of contestants) await load(contestant)
    for (let round = 0; round < rounds; round++) {
      for (const contestant of (block + round) % 2 === 0 ? contestants : contestants.toReversed()) {
        const before = await cpu(contestant)
        await load(contestant)
        seen[contestant.name].push(((await cpu(contestant)) - before) / requests)
      }
    }
    for (const { process: child } of contestants) child.disconnect()
  }
  tell('')
  return seen
}

function start(name: Name): Promise<Contestant> {
  const child = fork(program, [kinds[name]], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  return new Promise((resolve, reject) => {
    child.once('message', ({ url }: { url: string }) => resolve({ name, url, process: child }))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
}

/** Progress: on a terminal only, in a line that is written over. */
function tell(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${what}`)
}

/** What is compared, over what it is compared with in the same round. */
export function ratios(some: Measured, base: Measured): Measured {
  return some.map((value, i) => value / (base[i] as number))
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

async function post({ name, url }: Contestant, centre: Centre, requests: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let left = requests
  const one = async (): Promise<void> => {
    while (left-- > 0) {
      const { body, signature, chat } = centre.next()
      const answer = await send(agent, `${url}/webhooks/inbenta`, body, signature)
      const named = /^{"agentId":"(agent-\d+)"}$/.exec(answer)?.[1]
      if (named === undefined) throw new Error(`${name} answered ${answer}`)
      centre.took(chat, named)
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  agent.destroy()
}

function send(agent: Agent, url: string, body: Buffer, signature: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-hook-signature': signature }
    const request = ask(url, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => resolve(text))
    })
    request.on('error', reject)
    request.end(body)
  })
}

function cpu({ process: child }: Contestant): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', ({ cpu: { user, system } }: { cpu: NodeJS.CpuUsage }) => resolve(user + system))
    child.send('cpu')
  })
}
