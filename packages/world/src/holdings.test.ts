import { expect, test } from 'vitest'
import { Holdings } from './holdings.ts'

test('W1 who has very many slots holds as many chats as are put there, also beyond the places that are made at once', () => {
  const slots = 50_000_000
  const holdings = new Holdings(2 * slots)
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id })) as [{ id: string }, { id: string }, { id: string }]
  for (const first of [0, slots]) {
    ;[a, b, c].forEach((chat, others) => holdings.put(first, others, chat))
    holdings.take(first, 3, a)
    expect([holdings.at(first), holdings.at(first + 1)]).toEqual([c, b])
  }
})
