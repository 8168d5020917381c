import { expect, test } from 'vitest'
import { drawLot, drawLotOf, hashId, startLot } from './lot.ts'

const ids = Array.from({ length: 10 }, (_, i) => `agent-${i}`)

/** Who wins the lot for each of so many chats, counted by agent. */
function wins(chats: number, from: readonly string[], offers = 0): number[] {
  const counts = from.map(() => 0)
  for (let chat = 0; chat < chats; chat++) {
    const start = startLot(7, `chat-${chat}`, offers)
    const lots = from.map((id) => drawLot(start, id))
    counts[lots.indexOf(Math.min(...lots))]! += 1
  }
  return counts
}

/** χ² at 9 degrees of freedom exceeds this in 1 of 1,000 fair draws. */
const limit = 27.88

function chiSquared(counts: readonly number[], expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

test('Y1 over many chats every agent is drawn equally often', () => {
  expect(chiSquared(wins(20_000, ids), 2000)).toBeLessThan(limit)
})

test('Y2 over many offers of one chat every agent is drawn equally often', () => {
  const counts = ids.map(() => 0)
  for (let offers = 0; offers < 20_000; offers++) {
    const lots = ids.map((id) => drawLot(startLot(0, 'chat', offers), id))
    counts[lots.indexOf(Math.min(...lots))]! += 1
  }
  expect(chiSquared(counts, 2000)).toBeLessThan(limit)
})

test('Y3 the seed draws anew', () => {
  const winner = (seed: number, chat: string): string => {
    const lots = ids.map((id) => drawLot(startLot(seed, chat, 0), id))
    return ids[lots.indexOf(Math.min(...lots))]!
  }
  const same = Array.from({ length: 2000 }, (_, i) => winner(1, `c${i}`) === winner(2, `c${i}`)).filter(Boolean)
  // One in ten by chance; the limits are five standard deviations away.
  expect(same.length).toBeGreaterThan(133)
  expect(same.length).toBeLessThan(267)
})

test('Y4 a lot is a whole number of 32 bits, and the same from the id or from its hash', () => {
  for (const id of [...ids, '', '☂', '__proto__']) {
    const lot = drawLot(startLot(3, 'chat', 2), id)
    expect(lot).toBe(lot >>> 0)
    expect(drawLotOf(startLot(3, 'chat', 2), hashId(id))).toBe(lot)
  }
})

test('Y5 of the two drawn first every pair comes equally often', () => {
  const pairs = new Map<string, number>()
  const draws = 45_000
  for (let chat = 0; chat < draws; chat++) {
    const start = startLot(11, `chat-${chat}`, 0)
    const drawn = ids.toSorted((a, b) => drawLot(start, a) - drawLot(start, b)).slice(0, 2)
    const pair = drawn.toSorted().join(' ')
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  // χ² at 44 degrees of freedom exceeds 78.7 in 1 of 1,000 fair draws.
  expect(pairs.size).toBe(45)
  expect(chiSquared([...pairs.values()], draws / 45)).toBeLessThan(78.7)
})

test('Y6 the order of all is as good: each place goes to each agent equally often', () => {
  const places = ids.map(() => ids.map(() => 0))
  for (let chat = 0; chat < 20_000; chat++) {
    const start = startLot(13, `chat-${chat}`, chat % 3)
    ids
      .toSorted((a, b) => drawLot(start, a) - drawLot(start, b))
      .forEach((id, place) => {
        places[place]![ids.indexOf(id)]! += 1
      })
  }
  // Ten tests at once, so each at 1 in 10,000.
  for (const counts of places) expect(chiSquared(counts, 2000)).toBeLessThan(33.7)
})
