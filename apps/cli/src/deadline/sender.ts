import { createHmac } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { Agent, request as plainRequest } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import { signatureHeader } from '@pointsman/inbenta'
import { answerKind, type AnswerKind } from './answers.ts'
import { deadlineMs } from './deadline-ms.ts'

/** A delivery that is ready to go. */
export interface Signed {
  readonly body: Buffer
  readonly signature: string
}

/** Posts deliveries as the platform does, over connections that are kept. */
export interface Sender {
  sign(body: Buffer): Signed
  /** What became of it; it never rejects, and is over after 5 s, or when the run is stopped. */
  post(signed: Signed, listed: ReadonlySet<string>): Promise<AnswerKind>
  end(): void
}

/** A sender to this webhook. */
export function openSender(url: string, secret: string, signal: AbortSignal): Sender {
  const target = new URL(url)
  // Each delivery under way listens; there may be thousands.
  setMaxListeners(0, signal)
  const tls = target.protocol === 'https:'
  const agent = tls ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  const request = tls ? tlsRequest : plainRequest
  return {
    sign: (body) => ({ body, signature: createHmac('sha256', secret).update(body).digest('hex') }),
    post: ({ body, signature }, listed) =>
      new Promise((resolve) => {
        const headers = {
          'content-type': 'application/json',
          'content-length': body.length,
          [signatureHeader]: signature,
        }
        const outgoing = request(target, { method: 'POST', headers, agent, signal }, (incoming) => {
          const parts: Buffer[] = []
          incoming.on('data', (part: Buffer) => parts.push(part))
          incoming.on('error', () => over('failed'))
          incoming.on('end', () => {
            const text = Buffer.concat(parts).toString('utf8')
            over(incoming.statusCode === 200 ? answerKind(text, listed) : 'failed')
          })
        })
        const late = setTimeout(() => {
          over('late')
          outgoing.destroy()
        }, deadlineMs)
        const over = (kind: AnswerKind): void => {
          clearTimeout(late)
          resolve(kind)
        }
        outgoing.on('error', () => over('failed'))
        outgoing.end(body)
      }),
    end: () => agent.destroy(),
  }
}
