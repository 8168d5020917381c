import { createHmac } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came to a webhook of a test. */
export interface Came {
  readonly trigger: string
  readonly data: Readonly<Record<string, unknown>>
  readonly created_at: number
  /** Whether the signature fits the secret of the handshake. */
  readonly fits: boolean
}

/** A webhook that a test started. */
export interface TestWebhook {
  readonly url: string
  readonly came: readonly Came[]
  secret: string | undefined
  end(): Promise<void>
}

/** What to say to `chats:assign`: a body, or an answer of any other kind. */
export type Say = (event: Came, response: ServerResponse) => string | undefined

/** Starts a webhook that takes handshakes, unless `echo` says what to give back, and answers as it is told. */
export async function startWebhook(
  say: Say,
  echo: (secret: string) => string = (secret) => secret,
): Promise<TestWebhook> {
  const came: Came[] = []
  const webhook: { secret: string | undefined } = { secret: undefined }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const offered = request.headers['x-hook-secret']
      if (typeof offered === 'string') {
        webhook.secret = offered
        return void response.setHeader('x-hook-secret', echo(offered)).end()
      }
      const signature = createHmac('sha256', webhook.secret ?? '')
        .update(body)
        .digest('hex')
      const event = { ...(JSON.parse(body) as Came), fits: request.headers['x-hook-signature'] === signature }
      came.push(event)
      if (event.trigger !== 'chats:assign') return void response.end()
      const answer = say(event, response)
      if (answer !== undefined) response.end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    came,
    get secret() {
      return webhook.secret
    },
    set secret(secret) {
      webhook.secret = secret
    },
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
