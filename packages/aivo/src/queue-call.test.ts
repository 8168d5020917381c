import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { queue } from './queue-call.ts'
import { QueueError } from './queue-error.ts'
import { extendedHash } from './user-hash.ts'

const call = { groups: [2179], user: { hash: 'u7f3a9', firstname: 'Eva', lastname: 'Paz', email: 'eva@example.test' } }
const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A server that answers so; and where it is. */
async function answering(
  status: number,
  body: string,
  heard: (body: string, request: IncomingMessage) => void = () => undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.on('end', () => {
      heard(text, request)
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/queue/external`
}

test('AV4 the queue call says what the document asks for, and answers the conversation', async () => {
  let sent: unknown
  const url = await answering(
    200,
    '{"conversationId":"d5211892","customToken":"x"}',
    (body) => (sent = JSON.parse(body)),
  )
  expect(await queue(call, { botId: 1000, botToken: 'tok', url })).toBe('d5211892')
  expect(sent).toEqual({
    botId: 1000,
    groupsId: [2179],
    botToken: 'tok',
    protocolId: 28,
    user: { hash: 'u7f3a9', firstname: 'Eva', lastname: 'Paz', email: 'eva@example.test', phone: '', extra: [] },
    status: 'queued',
    lastSender: 'user',
  })
  expect(extendedHash('u7f3a9', 'tok')).toBe('u7f3a9_tok')
})

test('AV4 what goes wrong is told in one line that does not hold the token', async () => {
  const refused = queue(call, { botId: 1, botToken: 'tok', url: await answering(403, '{"error":"tok"}') })
  await expect(refused).rejects.toThrow(/^Aivo's queue answered 403$/)
  const empty = queue(call, { botId: 1, botToken: 'tok', url: await answering(200, '{}') })
  await expect(empty).rejects.toThrow(/^conversationId: expected text, got nothing$/)
  const odd = queue({ ...call, user: { ...call.user, hash: 'a b' } }, { botId: 1, botToken: 'tok' })
  await expect(odd).rejects.toThrow(/^user.hash: expected letters and digits, got "a b"$/)
})

test('AV10 a redirect is not followed, as it would carry the token elsewhere', async () => {
  let leaked = ''
  const elsewhere = await answering(200, '{"conversationId":"x"}', (body) => (leaked = body))
  const url = await answering(307, '', undefined, { location: elsewhere })
  await expect(queue(call, { botId: 1, botToken: 'tok', url })).rejects.toThrow(/^Aivo's queue answered 307$/)
  expect(leaked).toBe('')
})

test('AV10 a queue that cannot be reached is said to be so, in one line without the address', async () => {
  const url = 'http://user:password@127.0.0.1:1/queue'
  await expect(queue(call, { botId: 1, botToken: 'tok', url })).rejects.toThrow(
    /^Aivo's queue cannot be reached: the request cannot be made$/,
  )
  await expect(queue(call, { botId: 1, botToken: 'tok', url: 'http://127.0.0.1:1/queue' })).rejects.toThrow(
    /^Aivo's queue cannot be reached: [^\n]+$/,
  )
})

test('AV6 of a call that failed it is said whether the customer may be in the queue all the same', async () => {
  const options = { botId: 1, botToken: 'tok', timeoutMs: 200 }
  const fails = async (url: string): Promise<boolean> => {
    const error: unknown = await queue(call, { ...options, url }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(QueueError)
    return (error as QueueError).uncertain
  }
  for (const status of [301, 400, 403, 404, 429]) expect(await fails(await answering(status, ''))).toBe(false)
  for (const status of [408, 500, 502, 504]) expect(await fails(await answering(status, ''))).toBe(true)
  for (const body of ['', '{}', '{"conversationId":7}']) expect(await fails(await answering(200, body))).toBe(true)
  expect(await fails('http://127.0.0.1:1/bad-port')).toBe(true)
  const gone = await answering(200, '{}')
  closers.splice(0).forEach((close) => close())
  expect(await fails(gone)).toBe(false)
  expect(await fails('http://user:password@127.0.0.1/')).toBe(false)
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    silent.closeAllConnections()
    silent.close()
  })
  expect(await fails(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`)).toBe(true)
})

test('AV7 which field of the answer names the conversation is one setting', async () => {
  const url = await answering(200, '{"conversationId":"a","room":{"id":"b"}}')
  const options = { botId: 1, botToken: 'tok', url }
  expect([await queue(call, options), await queue(call, { ...options, room: 'room.id' })]).toEqual(['a', 'b'])
})
