import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChatRecord } from '../sightings/chat-record.ts'
import { knownChats } from './known-chats.ts'
import type { QueuePatience } from './patience.ts'
import type { Wait } from './waits.ts'

test('RC17 as many chats are taken to have been given up as their chances sum to, to within one', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }), (chances) => {
      const waits = chances.map((_, i): Wait => {
        const chat = new ChatRecord(`c${i}`)
        chat.lookedAt = 50
        return { chat, queue: 'q', arrivedAt: 0, end: 'either', lo: 10, hi: Infinity }
      })
      const patience: QueuePatience = {
        fit: undefined,
        distribution: { kind: 'never' },
        ci95: [NaN, NaN],
        left: 0,
        waited: 0,
        leftChance: ({ chat }) => chances[Number(chat.id.slice(1))] as number,
        leftBy: () => 30,
      }
      const known = knownChats(waits, new Map([['q', patience]]), () => null, true)
      const left = known.filter(({ patience: bounds }) => Array.isArray(bounds) && bounds[1] === 30)
      const sum = chances.reduce((total, chance) => total + chance, 0)
      expect(Math.abs(left.length - sum)).toBeLessThanOrEqual(1)
      // The others were attended, and over when somebody looked.
      for (const { handleTime, patience: bounds } of known) {
        expect([handleTime, bounds]).toEqual(
          Array.isArray(bounds) && bounds[1] === 30
            ? [null, [10, 30]]
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
