import { mkdtemp } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '@pointsman/server'
import { createNodeServer, readConfig, type NodeServer } from '@pointsman/server/node'
import { listen, type Listening } from './listen.ts'
import { assignPayload, eventPayload } from './testing/payloads.ts'
import { secret, sign } from './testing/sign.ts'
import { discard } from './testing/start.ts'

const mostBytes = 5000
let folder = ''
let server: NodeServer
let directly: Listening
let roundabout: Listening
let taken = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pointsman-'))
  const { config } = await readConfig(undefined, {})
  const inbenta = { ...config.inbenta, secrets: [secret], maxBytes: mostBytes }
  server = await createNodeServer({ ...config, inbenta, journal: false, state: folder }, folder, silentLog)
  const options = { port: 0, host: '127.0.0.1', budgetMs: config.budgetMs }
  const counting: NodeServer['take'] = (incoming, outgoing) => {
    const took = server.take(incoming, outgoing)
    if (took) taken += 1
    return took
  }
  directly = await listen({ ...server, take: counting }, options)
  roundabout = await listen({ ...server, take: () => false }, options)
})
afterAll(async () => {
  await Promise.all([directly.close(0), roundabout.close(0)])
  await server.close()
  await discard(folder)
})

/** Says it to the server, and gives back what it says until it hangs up: the head's lines in order of their names, but for the date. */
function converse({ url }: Listening, said: Buffer): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(said))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      const heard = Buffer.concat(chunks).toString()
      const answers = heard.split(/(?=HTTP\/1\.1 \d)/).map((answer) => {
        const [head = '', ...body] = answer.split('\r\n\r\n')
        const lines = head.split('\r\n').filter((line) => !line.startsWith('Date: '))
        return [...lines.map((line) => line.toLowerCase()).sort(), ...body].join('\n')
      })
      resolve(answers)
    })
  })
}

const bodies = fc.oneof(
  fc.constantFrom<string>(
    JSON.stringify(assignPayload([{ id: 'a' }, { id: 'é☂' }])),
    JSON.stringify(assignPayload([])),
    JSON.stringify(eventPayload('chats:close', { chatId: 'c' })),
    '',
    '{',
    '{"trigger":7}',
    ' '.repeat(mostBytes + 1),
    ' '.repeat(4 * mostBytes + 1),
  ),
  fc.string(),
)
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })
const asked = fc.record({
  body: bodies,
  method: mostly('POST', 'GET', 'HEAD', 'PUT', 'OPTIONS'),
  target: mostly(
    '/webhooks/inbenta',
    '/webhooks/inbenta?a=1',
    '/webhooks/inbenta/',
    '/webhooks/./inbenta',
    '/webhooks\\inbenta',
    'http://x/webhooks/inbenta',
    '/webhooks/Inbenta',
  ),
  version: mostly('1.1', '1.0'),
  host: mostly<string | undefined>(
    'x',
    'host.example:8080',
    '127.0.0.1:54321',
    'X',
    'x y',
    '1.2.3',
    'a/b',
    '',
    undefined,
  ),
  signature: mostly('good', 'sha256', 'bad', 'none', 'rubbish'),
  more: mostly('', 'Connection: keep-alive\r\n', 'X-Hook-Secret: s\r\n', 'X-Hook-Challenge: c\r\n'),
  expect: mostly('', 'Expect: 100-continue\r\n'),
  chunked: fc.boolean(),
  cut: mostly(0, 1),
})

function requestOf({ body, method, target, version, host, signature, more, expect: expects, chunked, cut }: Asked) {
  const signatures = {
    good: sign(body),
    sha256: `sha256=${sign(body)}`,
    bad: sign(`${body} `),
    none: '',
    rubbish: 'zz',
  }
  const claim = signature === 'none' ? '' : `X-Hook-Signature: ${signatures[signature as keyof typeof signatures]}\r\n`
  const bytes = Buffer.from(body)
  const inChunks = chunked && version === '1.1'
  const length = inChunks ? 'Transfer-Encoding: chunked\r\n' : `Content-Length: ${bytes.length}\r\n`
  const named = host === undefined ? '' : `Host: ${host}\r\n`
  const head = `${method} ${target} HTTP/${version}\r\n${named}${claim}${more}${expects}${length}`
  const size = `${bytes.length.toString(16)}\r\n`
  const sent = inChunks ? [...(bytes.length > 0 ? [size, bytes, '\r\n'] : []), '0\r\n\r\n'] : [bytes.subarray(cut)]
  return Buffer.concat([head, '\r\n', ...sent].map((part) => Buffer.from(part)))
}

type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never

test('A18 what is taken directly is answered as what goes through Requests and Responses, byte for byte', async () => {
  const last = Buffer.from('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 3 }), async (conversation) => {
      // One after another on one connection; then one that ends it, if it is still there.
      const said = Buffer.concat([...conversation.map(requestOf), last])
      const [expected, got] = await Promise.all([converse(roundabout, said), converse(directly, said)])
      expect(got).toEqual(expected)
    }),
    { seed: 14, numRuns: 400 },
  )
  expect(taken).toBeGreaterThan(100)
})

test('A18 O2 what is taken directly is told, too, that the server is about to end', async () => {
  server.drain()
  const body = JSON.stringify(assignPayload([{ id: 'a' }]))
  const said = Buffer.from(
    `POST /webhooks/inbenta HTTP/1.1\r\nHost: x\r\nX-Hook-Signature: ${sign(body)}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  const before = taken
  const got = await converse(directly, said)
  expect(taken).toBe(before + 1)
  expect(got).toEqual(await converse(roundabout, said))
  expect(got.join('\n')).toContain('connection: close')
})
