// Stands in for Aivo's queue: gives each conversation an id, and prints who is queued where. node docs/guide/gateway.mjs 8091
import { createServer } from 'node:http'

let count = 0
const server = createServer((incoming, outgoing) => {
  let body = ''
  incoming.setEncoding('utf8').on('data', (part) => (body += part))
  incoming.on('end', () => {
    const { groupsId, user } = JSON.parse(body)
    const conversationId = `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
    process.stdout.write(`${user.firstname} is queued for ${groupsId} as ${conversationId}\n`)
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ conversationId }))
  })
})
server.listen(Number(process.argv[2] ?? 8091), '127.0.0.1', () => {
  process.stderr.write(`listening on http://127.0.0.1:${server.address().port}\n`)
})
