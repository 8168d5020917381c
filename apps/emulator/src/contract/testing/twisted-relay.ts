import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { secretHeader, signatureHeader } from '@pointsman/inbenta'
import type { Receiver } from '../receiver.ts'

/**
 * Stands between a platform and a receiver, and makes everything of events otherwise than is assumed: another method in the
 * handshake, another signature, and other fields, or agents of other names. No answer gets back.
 */
export async function startTwistedRelay(
  to: string,
  receiver: Receiver,
  what: 'fields' | 'names',
): Promise<{ readonly url: string; readonly end: () => Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await buffer(incoming)
      const secret = incoming.headers[secretHeader]
      if (typeof secret === 'string') {
        const headers = { [secretHeader]: secret, [signatureHeader]: 'signed' }
        await fetch(to, { method: 'PUT', headers, body: '{}' })
        return outgoing.writeHead(200, { [secretHeader]: secret }).end()
      }
      const text = JSON.stringify((what === 'fields' ? twisted : renamed)(JSON.parse(body.toString()) as Payload))
      const digest = createHmac('sha256', receiver.secrets[0] ?? '')
        .update(text)
        .digest('base64')
      await fetch(to, { method: 'POST', headers: { [signatureHeader]: digest }, body: text })
      // Nothing is chosen: the answer never comes whole.
      return outgoing.destroy()
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Payload {
  readonly trigger: string
  readonly created_at: number
  readonly data: {
    readonly agents?: readonly object[]
    readonly chat?: object
    readonly chatId?: string
    readonly message?: object
  }
}

function twisted({ created_at, data, trigger }: Payload): unknown {
  const { agents, chat, message } = data
  const told =
    agents === undefined
      ? {
          ...data,
          userId: 'somebody',
          data: {},
          ...(message === undefined ? {} : { message: { ...message, type: 'speech' } }),
        }
      : {
          // Who is invited is left out, or shown as they were.
          agents: agents
            .map((agent) => ({
              ...agent,
              capacity: (agent as { capacity: number }).capacity && 3,
              invitations: [{}],
              rejections: [],
            }))
            .filter(({ capacity }) => capacity > 0),
          chat: { ...chat, rejectedBy: [] },
        }
  return { trigger, created_at: created_at + 0.5, data: told }
}

function renamed(payload: Payload): unknown {
  const agents = payload.data.agents?.map((agent, i) => ({ ...agent, id: `nobody-${i}` }))
  return { ...payload, data: { ...payload.data, ...(agents === undefined ? {} : { agents }) } }
}
