import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { customerOf, decodeFacts, decodeOffload } from './decode-offload.ts'
import type { OffloadEvent } from './event.ts'
import { parseEvent } from './parse-event.ts'

const documented = readFileSync(new URL('../../../fixtures/chatlayer/offload.json', import.meta.url), 'utf8')

const offload = (change: Record<string, unknown> = {}): OffloadEvent =>
  parseEvent(JSON.stringify({ ...(JSON.parse(documented) as object), ...change })) as OffloadEvent

test('CH5 the documented offload is a chat of its session, in no queue and no language', () => {
  const chat = decodeOffload(offload())
  const session = 'emulator-714a7b79-d674-4a62-a9a9-49581d7451e5'
  expect(chat).toMatchObject({
    id: session,
    customer: session,
    queue: '',
    language: '',
    priority: 0,
    source: 'chatlayer',
  })
  expect(chat.createdAt).toBe(1_636_965_381.527)
  expect(chat.needs.size).toBe(0)
  expect(decodeFacts(offload())).toEqual([
    { kind: 'arrived', at: 1_636_965_381.527, chat: session, queue: '', language: '', customer: session },
  ])
})

test('CH5 queue, language, needs and priority come from the payload, in whichever way they are written', () => {
  const said = { queue: 'Billing', language: 'ES', needs: ['refunds:2', 'vip'], priority: '3' }
  const chat = decodeOffload(offload({ payload: said }), { queues: { Billing: '2' } })
  expect(chat).toMatchObject({ queue: '2', language: 'es', priority: 3 })
  expect([...chat.needs]).toEqual([
    ['refunds', 2],
    ['vip', 1],
  ])
  expect([...decodeOffload(offload({ payload: { needs: { refunds: 2 } } })).needs]).toEqual([['refunds', 2]])
  expect([...decodeOffload(offload({ payload: { needs: 'refunds:2, vip' } })).needs]).toEqual([
    ['refunds', 2],
    ['vip', 1],
  ])
  expect(decodeOffload(offload({ payload: { queue: 7 } })).queue).toBe('7')
})

test('CH5 where the payload is silent the configured queue and the customer’s own language stand in', () => {
  const said = (preferredLanguage: string): object => ({
    actor: 'user',
    message: { messageType: 'text', text: 'x', sender: { id: 's', preferredLanguage } },
  })
  const event = offload({ channel: 'web', transcript: [said('EN'), said('fr')] })
  expect(decodeOffload(event, { defaultQueue: 'front' })).toMatchObject({
    queue: 'front',
    language: 'fr',
    source: 'web',
  })
  expect(customerOf(event)).toMatchObject({ id: 's', preferredLanguage: 'fr' })
})

test('CH5 paths may lead deeper, and never to what every object has', () => {
  const event = offload({ payload: { route: { to: 'sales' }, constructor: 'x' } })
  expect(decodeOffload(event, { queue: 'route.to' }).queue).toBe('sales')
  expect(decodeOffload(event, { queue: 'toString.name' }).queue).toBe('')
  expect(decodeOffload(offload({ payload: { queue: 'toString' } }), { queues: {} }).queue).toBe('toString')
})
