import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChatTable } from '../sightings/chat-table.ts'
import { knownChats } from './known-chats.ts'
import type { QueuePatience } from './patience.ts'
import type { Wait } from './wait.ts'

test('RC17 as many chats are taken to have been given up as their chances sum to, to within one', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }), (chances) => {
      const table = new ChatTable()
      const waits = chances.map((_, i): Wait => {
        const chat = table.of(`c${i}`)
        chat.lookedAt = 50
        return { chat, queue: 'q', arrivedAt: 0, end: 'either', lo: 10, hi: Infinity }
      })
      const patience: QueuePatience = {
        fit: undefined,
        distribution: { kind: 'never' },
        ci95: [NaN, NaN],
        left: 0,
        waited: 0,
        fates: ({ chat }) => {
          const left = chances[Number(chat.id.slice(1))] as number
          return { left, over: 1 - left, refused: 0, expired: 0 }
        },
        leftChance: ({ chat }) => chances[Number(chat.id.slice(1))] as number,
        leftBy: (_, share) => 20 + 10 * share,
      }
      const known = [...knownChats(waits, new Map([['q', patience]]), () => null, true)]
      const left = known.filter(({ patience: bounds }) => Array.isArray(bounds) && bounds[1] !== null)
      const sum = chances.reduce((total, chance) => total + chance, 0)
      expect(Math.abs(left.length - sum)).toBeLessThanOrEqual(1)
      // Who left did so by and by.
      const by = left.map(({ patience: bounds }) => (bounds as readonly [number, number])[0])
      expect(new Set(by).size).toBeGreaterThanOrEqual(Math.min(left.length, 6))
      // The others were attended, and over when somebody looked.
      for (const { handleTime, patience: bounds } of known) {
        expect([handleTime, bounds]).toEqual(
          Array.isArray(bounds) && bounds[1] !== null
            ? [null, [expect.closeTo(bounds[1] - 1.25, 9), bounds[1]]]
            : [
                [0, 40],
                [10, null],
              ],
        )
      }
    }),
    { seed: 17, numRuns: 200 },
  )
})
