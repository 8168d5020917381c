import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What becomes of a request: `before`: it fails and nothing is taken; `after`: it is taken, and the answer is lost. */
export type Fate = 'through' | 'before' | 'after'

/** A conversation in the stand-in's queue. */
export interface Room {
  readonly id: string
  /** As the queue call gave it. */
  readonly hash: string
  readonly groups: readonly number[]
  readonly firstname: string
  /** What the customer said there. */
  readonly said: string[]
}

/** Stands in for Aivo: takes queue calls and customers' messages, and makes the events that Aivo would post. */
export interface AivoStandIn {
  readonly queueUrl: string
  readonly messageUrl: string
  /** In the order in which they were queued. */
  readonly rooms: readonly Room[]
  /** Queue calls, taken or not, by the user's hash. */
  readonly calls: ReadonlyMap<string, number>
  /** An event of the room in Aivo's form. */
  event(name: string, room: Room, data?: object): string
  stop(): Promise<void>
}

export const botToken = 'the-bot-token'

/** Starts it on a port of its own. `fate` is asked for each request. */
export async function aivoStandIn(fate: (kind: 'queue' | 'message') => Fate = () => 'through'): Promise<AivoStandIn> {
  const rooms: Room[] = []
  const calls = new Map<string, number>()
  let events = 0
  const take = (kind: 'queue' | 'message', body: string): object => {
    if (kind === 'message') {
      const { conversation, text } = JSON.parse(body) as { conversation: string; text: string }
      rooms.find(({ id }) => id === conversation)?.said.push(text)
      return {}
    }
    const call = JSON.parse(body) as { groupsId: number[]; user: { hash: string; firstname: string } }
    const id = `00000000-0000-4000-8000-${String(rooms.length).padStart(12, '0')}`
    rooms.push({ id, hash: call.user.hash, groups: call.groupsId, firstname: call.user.firstname, said: [] })
    return { conversationId: id, customToken: 'x', messageQueueId: 1 }
  }
  const fail = (response: ServerResponse): void => void response.writeHead(500).end()
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      const kind = request.url === '/queue' ? 'queue' : 'message'
      if (kind === 'queue') {
        const { hash } = (JSON.parse(body) as { user: { hash: string } }).user
        calls.set(hash, (calls.get(hash) ?? 0) + 1)
      }
      const now = fate(kind)
      if (now === 'before') return fail(response)
      const answer = JSON.stringify(take(kind, body))
      if (now === 'after') return void request.socket.destroy()
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    queueUrl: `${url}/queue`,
    messageUrl: `${url}/message`,
    rooms,
    calls,
    event: (name, { id, hash }, data = {}) => {
      // One nanosecond apart, so that no two are the same.
      const nanoseconds = BigInt(Date.now()) * 1_000_000n + BigInt(events++ % 1_000_000)
      const told = name === 'attended' ? data : { hash: `${hash}_${botToken}`, agent: {}, ...data }
      const head = `"name":"${name}","roomId":"${id}","timestamp":${nanoseconds},"botId":1000,"eventTime":0`
      return `{${head},"data":${JSON.stringify(told)}}`
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
