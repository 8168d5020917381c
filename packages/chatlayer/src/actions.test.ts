import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { act, saying } from './actions.ts'

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A server that answers so, and what was posted to it. */
async function answering(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly url: string; readonly heard: string[] }> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.on('end', () => {
      heard.push(`${request.method} ${request.url} ${request.headers.authorization} ${text}`)
      response.writeHead(status, headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

const conversation = { botId: 'a/b', session: 's?1', version: 'LIVE' }

test('CH10 words are posted to the conversation, whose names cannot lead anywhere else', async () => {
  const { url, heard } = await answering(200)
  expect(await act(conversation, saying('hi'), { url, token: 'tok' })).toMatchObject({ ok: true, status: 200 })
  expect(heard).toEqual([
    'POST /v1/bots/a%2Fb/conversations/s%3F1/actions?version=LIVE Bearer tok {"sendMessages":[{"textMessageTemplate":{"textMessages":[{"text":"hi"}]}}]}',
  ])
})

test.each([301, 302, 303, 307, 308])('CH10 a redirect (%i) is not followed, and is no success', async (status) => {
  const elsewhere = await answering(200)
  const { url } = await answering(status, { location: elsewhere.url })
  expect(await act(conversation, saying('hi'), { url, token: 'tok' })).toMatchObject({ ok: false, status })
  expect(elsewhere.heard).toEqual([])
})
