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
  /** Why the last that failed did: a status or what kept it from coming through; undefined where none failed. */
  readonly trouble: string | undefined
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
  let trouble: string | undefined
  return {
    get trouble() {
      return trouble
    },
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
          incoming.on('error', fail)
          incoming.on('end', () => {
            const text = Buffer.concat(parts).toString('utf8')
            if (incoming.statusCode === 200) return over(answerKind(text, listed))
            trouble = `answered ${incoming.statusCode}`
            over('failed')
          })
        })
        const late = setTimeout(() => {
          over('late')
          outgoing.destroy()
        }, deadlineMs)
        let isOver = false
        const over = (kind: AnswerKind): void => {
          clearTimeout(late)
          isOver = true
          resolve(kind)
        }
        const fail = ({ code, message }: NodeJS.ErrnoException): void => {
          // What was given up as late, or by an interrupt, is none.
          if (!isOver && !signal.aborted) trouble = code ?? message
          over('failed')
        }
        outgoing.on('error', fail)
        outgoing.end(body)
      }),
    end: () => agent.destroy(),
  }
}
