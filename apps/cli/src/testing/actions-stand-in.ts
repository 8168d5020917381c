import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands in for Chatlayer's conversation actions: by session what was said and switched. */
export interface ActionsStandIn {
  readonly url: string
  readonly heard: ReadonlyMap<string, readonly string[]>
  stop(): Promise<void>
}

/** Starts it on a port of its own; some requests it fails. */
export async function actionsStandIn(fails: () => boolean = () => false): Promise<ActionsStandIn> {
  const heard = new Map<string, string[]>()
  const server = createServer((incoming, outgoing) => {
    let body = ''
    incoming.setEncoding('utf8').on('data', (part: string) => (body += part))
    incoming.on('end', () => {
      if (fails()) return void outgoing.writeHead(500).end()
      const session = decodeURIComponent(/\/conversations\/([^/]+)\/actions/.exec(incoming.url ?? '')?.[1] ?? '')
      const { sendMessages } = JSON.parse(body) as {
        sendMessages?: { textMessageTemplate: { textMessages: { text: string }[] } }[]
      }
      const list = heard.get(session) ?? []
      heard.set(session, list)
      list.push(sendMessages?.[0]?.textMessageTemplate.textMessages[0]?.text ?? body)
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
