import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { message } from './message-call.ts'

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

test('AV8 a customer’s words are posted in the given form, and nothing in them is taken for a name', async () => {
  let sent = ''
  let status = 200
  const server = createServer((request, response) => {
    sent = ''
    request.setEncoding('utf8').on('data', (part: string) => (sent += part))
    request.on('end', () => response.writeHead(status, { location: '/elsewhere' }).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/message`
  const body = { bot: '{botId}', key: 'Key {botToken} {other}', to: [{ id: '{room}', user: '{hash}_{botToken}' }] }
  const options = { url, body: { ...body, text: '{text}', note: 'said: {text}', more: [1, null] }, botId: 7 }
  const words = { room: 'r', hash: 'h', text: 'a {botToken} and $& "quoted"' }
  const outcome = await message(words, { ...options, botToken: 'tok' })
  expect(outcome).toMatchObject({ ok: true, status: 200 })
  expect(JSON.parse(sent)).toEqual({
    bot: 7,
    key: 'Key tok {other}',
    to: [{ id: 'r', user: 'h_tok' }],
    text: words.text,
    note: `said: ${words.text}`,
    more: [1, null],
  })
  for (status of [307, 400, 500])
    expect(await message(words, { ...options, botToken: 'tok' })).toEqual({
      ok: false,
      status,
      why: `Aivo's messages answered ${status}`,
    })
  server.close()
  server.closeAllConnections()
  const gone = await message(words, { ...options, botToken: 'tok' })
  expect(gone).toEqual({
    ok: false,
    status: undefined,
    why: expect.stringMatching(/^Aivo's messages cannot be reached/),
  })
  expect(gone.why).not.toContain('tok')
})
