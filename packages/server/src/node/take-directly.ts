import type { IncomingMessage, ServerResponse } from 'node:http'
import { secretHeader, challengeHeader, signatureHeader } from '@pointsman/inbenta'
import { inbentaPath } from '../routes/inbenta.ts'
import { NodeArrival } from '../way-in/arrival.ts'
import type { NodeIncoming } from '../way-in/read-node-body.ts'
import type { Answering, Reply } from '../way-in/reply.ts'

/** Hosts that need not be looked at twice; any other is for those to judge who make a URL of it. */
const plainHost = /^[a-z0-9._-]+(?::[1-5]\d{3,4})?$/

/**
 * Answers a signed post to Inbenta's webhook without making a web Request and Response of it, which costs as much as
 * choosing does; false for whatever else there is, which is left to whoever serves everything. The answer is the same.
 */
export function takeDirectly(answer: Answering, incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const { headers, url, method } = incoming
  if (method !== 'POST' || url !== inbentaPath || headers[signatureHeader] === undefined) return false
  if (headers[secretHeader] !== undefined || headers[challengeHeader] !== undefined) return false
  if (headers.host === undefined || !plainHost.test(headers.host)) return false
  answer(new NodeArrival(incoming as NodeIncoming), (made) => send(made, outgoing))
  return true
}

function send({ status, headers, body }: Reply, outgoing: ServerResponse): void {
  // Who hung up hears nothing.
  if (outgoing.destroyed) return
  const lines: (string | number)[] = []
  for (const name in headers) lines.push(name, headers[name] as string)
  if (body === null) {
    outgoing.writeHead(status, lines as string[])
    outgoing.end()
    return
  }
  lines.push('content-length', Buffer.byteLength(body))
  outgoing.writeHead(status, lines as string[])
  outgoing.end(body)
}
