import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { text } from 'node:stream/consumers'

/** What came of a call that is made by hand. */
export interface Answer {
  readonly status: number
  /** Undefined where the body is no JSON. */
  readonly json: unknown
}

/** A call with these headers alone, over a connection of its own: a refusal may end it. Rejects without an answer. */
export function callByHand(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Answer> {
  const request = url.startsWith('https:') ? tlsRequest : plainRequest
  const json =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method, headers: { ...json, ...headers }, agent: false, timeout: 30_000 },
      (incoming) => {
        text(incoming).then((came) => resolve({ status: incoming.statusCode ?? 0, json: parsed(came) }), reject)
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer within 30 s')))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function parsed(came: string): unknown {
  try {
    return JSON.parse(came)
  } catch {
    return undefined
  }
}
