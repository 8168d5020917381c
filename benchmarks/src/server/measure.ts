import { fork, type ChildProcess } from 'node:child_process'
import { Agent, request as ask } from 'node:http'
import { fileURLToPath } from 'node:url'
import { Centre } from './centre.ts'

/** A server that is measured. */
export interface Contestant {
  readonly name: string
  readonly url: string
  readonly process: ChildProcess
  /** CPU microseconds of each request, by round. */
  readonly rounds: number[]
}

const program = fileURLToPath(new URL('./contestant.js', import.meta.url))
const connections = 8
const warmUps = 4

/** Starts a contestant in a process of its own. */
export function startContestant(name: string, kind: string): Promise<Contestant> {
  const child = fork(program, [kind], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  return new Promise((resolve, reject) => {
    child.once('message', ({ url }: { url: string }) => resolve({ name, url, process: child, rounds: [] }))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
}

/** Puts so many requests to each contestant in turn, in an order that alternates from round to round. */
export async function measureRounds(
  contestants: readonly Contestant[],
  { agents, restless }: { readonly agents: number; readonly restless: boolean },
  requests: number,
  rounds: number,
): Promise<void> {
  // Each has a centre of its own, in which its own answers have come true.
  const centres = new Map(contestants.map((contestant) => [contestant, new Centre(agents, restless)]))
  const load = (contestant: Contestant): Promise<void> => post(contestant, centres.get(contestant) as Centre, requests)
  for (const contestant of contestants) {
    contestant.rounds.length = 0
    // Until what runs often is compiled: a server runs for weeks.
    for (let i = 0; i < warmUps; i++) await load(contestant)
  }
  for (let round = 0; round < rounds; round++) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const before = await cpu(contestant)
      await load(contestant)
      contestant.rounds.push(((await cpu(contestant)) - before) / requests)
    }
  }
}

/** The median of a contestant's CPU for a request, over another's in the same round. */
export function ratio(contestant: Contestant, base: Contestant): number {
  return median(contestant.rounds.map((value, i) => value / (base.rounds[i] as number)))
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
