import { expect, test } from 'vitest'
import type { Outcome } from '../outbox/parcel.ts'
import { Unwanted } from './unwanted.ts'

test('HV39 a chat that a conversation is being given is not closed until that is over', async () => {
  const closed: string[] = []
  const unwanted = new Unwanted((chat) => {
    closed.push(chat)
    return Promise.resolve({ kind: 'done' })
  })
  await unwanted.claim('c', 's')
  expect(await unwanted.close('c')).toMatchObject({ kind: 'again', uncertain: false })
  expect(await unwanted.close('d')).toEqual({ kind: 'done' })
  unwanted.release('another')
  expect((await unwanted.close('c')).kind).toBe('again')
  unwanted.release('s')
  expect(await unwanted.close('c')).toEqual({ kind: 'done' })
  expect(closed).toEqual(['d', 'c'])
})

test('HV39 a chat that is on its way to be closed is looked at when that is over', async () => {
  let over: (outcome: Outcome) => void = () => undefined
  const unwanted = new Unwanted(() => new Promise((resolve) => (over = resolve)))
  let looking = false
  const closing = unwanted.close('c')
  const claiming = unwanted.claim('c', 's').then(() => (looking = true))
  await unwanted.claim('d', 't')
  expect(looking).toBe(false)
  over({ kind: 'done' })
  expect(await closing).toEqual({ kind: 'done' })
  expect(await claiming).toBe(true)
})
