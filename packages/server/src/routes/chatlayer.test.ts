import { expect, test } from 'vitest'
import { createServer } from '../server.ts'

const offload = {
  event: 'offload',
  botId: 'b',
  version: 'LIVE',
  sessionId: 's',
  timestamp: '2026-01-05T10:00:00.000Z',
  transcript: [],
}

test('HV27 an offload is answered also where the customer cannot be told that nobody is there', async () => {
  const errors: string[] = []
  const server = createServer({
    chatlayer: { verifyToken: 'verify', payload: {}, sayNobody: () => Promise.reject(new Error('the disk is full')) },
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (_, message) => errors.push(message),
    },
  })
  const response = await server.fetch(
    new Request('http://127.0.0.1/webhooks/chatlayer?challenge.verifyToken=verify', {
      method: 'POST',
      body: JSON.stringify(offload),
    }),
  )
  expect([response.status, await response.json()]).toEqual([200, { offloadSuccess: false, pauseBot: false }])
  expect(errors).toEqual(['a customer whom nobody takes over cannot be told so'])
  await server.close()
})
