// Stands in for Chatlayer's conversation actions: prints which conversation is told what. node docs/guide/actions.mjs 8090
import { createServer } from 'node:http'

const server = createServer((incoming, outgoing) => {
  let body = ''
  incoming.setEncoding('utf8').on('data', (part) => (body += part))
  incoming.on('end', () => {
    const [, session] = /\/conversations\/([^/]+)\/actions/.exec(incoming.url) ?? []
    process.stdout.write(`${session} ${body}\n`)
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})
server.listen(Number(process.argv[2] ?? 8090), '127.0.0.1', () => {
  process.stderr.write(`listening on http://127.0.0.1:${server.address().port}\n`)
})
