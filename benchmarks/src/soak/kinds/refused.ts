import type { Client } from '../client.ts'
import { statusOf } from '../judge.ts'
import { tooLargeOrSlow, type Kind } from '../kind.ts'
import { payload, roster } from '../payload.ts'

function refused(
  name: string,
  every: number,
  status: number,
  reason: string,
  make: (n: number, client: Client) => { readonly body: string | Uint8Array; readonly signature?: string },
): Kind {
  return {
    name,
    expected: String(status),
    every,
    refusedAs: [reason],
    send: async (n, client) => {
      const { body, signature } = make(n, client)
      const headers = signature === undefined ? {} : { 'x-hook-signature': signature }
      return statusOf(status, await client.send(body, headers))
    },
  }
}

const asked = (n: number): string => payload(`refused-${n}`, roster(n, 3))
const twice = payload('twice', [
  { id: 'the-same', status: 'online', capacity: 1 },
  { id: 'the-same', status: 'online', capacity: 1 },
])
const large = Buffer.alloc(20_000_000, 'x')
let signatureOfLarge: string | undefined

/** Whatever must not be answered. */
export const refusals: readonly Kind[] = [
  refused('a forged signature', 211, 401, 'bad-signature', (n) => ({ body: asked(n), signature: 'f'.repeat(64) })),
  refused('no signature', 223, 401, 'no-signature', (n) => ({ body: asked(n), signature: '' })),
  refused('half a signature', 227, 401, 'no-signature', (n, client) => ({
    body: asked(n),
    signature: client.sign(asked(n)).slice(0, 32),
  })),
  refused('a signature by another secret', 229, 401, 'bad-signature', (n, client) => ({
    body: asked(n),
    signature: client.sign(asked(n), 'another secret'),
  })),
  refused('a byte changed after signing', 233, 401, 'bad-signature', (n, client) => {
    const body = asked(n)
    return { body: body.replace('"capacity":1', '"capacity":2'), signature: client.sign(`${body} `) }
  }),
  refused('no JSON', 239, 400, 'malformed', (n) => ({ body: `chats:assign ${n}` })),
  refused('JSON that is no payload', 241, 400, 'malformed', () => ({
    body: '{"trigger":"chats:assign","data":{"agents":7}}',
  })),
  refused('cut off', 251, 400, 'malformed', (n) => ({ body: asked(n).slice(0, -10) })),
  refused('nested deep', 257, 400, 'malformed', () => ({ body: `${'['.repeat(200_000)}${']'.repeat(200_000)}` })),
  refused('an agent listed twice', 263, 400, 'malformed', () => ({ body: twice })),
  {
    name: '20 MB',
    expected: '413, or 408 where the machine is so busy that they come too slowly',
    every: 3001,
    refusedAs: [tooLargeOrSlow],
    send: async (_, client) => {
      signatureOfLarge ??= client.sign(large)
      const answer = await client.send(large, { 'x-hook-signature': signatureOfLarge })
      return answer.status === 408 ? undefined : statusOf(413, answer)
    },
  },
]

/** Somebody offers a secret, though one is known, and then signs with it. */
export const stranger: Kind = {
  name: 'a handshake by a stranger',
  expected: '403, and what it signs then 401',
  every: 499,
  refusedAs: ['handshake', 'bad-signature'],
  send: async (n, client) => {
    const offered = `a-stranger-made-this-${n}`
    const shaken = statusOf(403, await client.send('', { 'x-hook-secret': offered }))
    const body = asked(n)
    return shaken ?? statusOf(401, await client.send(body, { 'x-hook-signature': client.sign(body, offered) }))
  },
}
