import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Stream } from '../../chance/stream.ts'
import { shrinkShares, type ShrunkShares } from './shrink-shares.ts'

const first = (one: ShrunkShares | undefined): number => one?.shares[0] ?? NaN

test('RC4 shares go towards those of all, the more the fewer they are from', () => {
  const rows = [
    [90, 10],
    [80, 20],
    [30, 70],
    [1, 0],
  ]
  const shrunk = shrinkShares(rows, [1, 1, 1, 1])
  expect(first(shrunk[0])).toBeGreaterThan(0.85)
  expect(first(shrunk[2])).toBeLessThan(0.35)
  expect(first(shrunk[3])).toBeLessThan(0.9)
  expect(first(shrunk[3])).toBeGreaterThan(0.67)
})

test('RC4 counts that do not differ more than chance are one, in one group or in several', () => {
  const rows = [
    [9, 1],
    [90, 10],
    [45, 5],
    [18, 2],
  ]
  for (const groups of [
    [1, 1, 1, 1],
    [1, 1, 2, 2],
  ]) {
    for (const one of shrinkShares(rows, groups)) {
      expect(first(one)).toBeCloseTo(0.9, 3)
      // From 180: what is open is so for all.
      expect(one.ofAll).toBeCloseTo(1 / 180, 4)
      expect(one.own + one.ofGroup).toBeLessThan(0.1 * one.ofAll)
    }
  }
})

test('RC4 who is like their group goes with it, and not with all', () => {
  const rows = [
    [950, 50],
    [945, 55],
    [955, 45],
    [10, 0],
    [700, 300],
    [690, 310],
    [710, 290],
    [10, 0],
  ]
  const shrunk = shrinkShares(rows, [1, 1, 1, 1, 2, 2, 2, 2])
  expect(first(shrunk[3])).toBeCloseTo(0.95, 2)
  expect(first(shrunk[7])).toBeCloseTo(0.7, 1)
})

test('RC4 where groups are of one row each, nothing tells how alike their rows are: then there is one group', () => {
  const rows = [
    [90, 10, 3],
    [80, 20, 1],
    [30, 70, 5],
  ]
  expect(shrinkShares(rows, ['a', 'b', 'c'])).toEqual(shrinkShares(rows, ['a', 'a', 'a']))
})

test("RC4 shares are shares, between one row's own and all that was seen, whatever was counted and whoever is grouped", () => {
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3000 }))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.tuple(count, count, count), fc.integer({ min: 0, max: 4 })), { maxLength: 15 }),
      (agents) => {
        const rows = agents.map(([row]) => row)
        const shrunk = shrinkShares(
          rows,
          agents.map(([, group]) => group),
        )
        expect(shrunk.length).toBe(rows.length)
        for (const { ofAll, ofGroup, own, shares } of shrunk) {
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
          for (const share of shares) expect(share).toBeGreaterThanOrEqual(0)
          for (const variance of [own, ofGroup, ofAll]) {
            expect(variance).toBeGreaterThanOrEqual(0)
            expect(variance).toBeLessThanOrEqual(4)
          }
        }
      },
    ),
    { seed: 6, numRuns: 300 },
  )
})

interface Kind {
  readonly agents: number
  readonly shares: readonly [number, number, number]
  readonly invited: number
}

/** Four who sell, five who help, and four who do both and refuse more. */
const kinds: readonly Kind[] = [
  { agents: 4, shares: [0.88, 0.08, 0.04], invited: 700 },
  { agents: 5, shares: [0.88, 0.08, 0.04], invited: 700 },
  { agents: 4, shares: [0.85, 0.1, 0.05], invited: 700 },
]
const truths = kinds.flatMap(({ agents, shares }) => Array.from({ length: agents }, () => shares))
const groups = kinds.flatMap(({ agents }, kind) => Array.from({ length: agents }, () => kind))

function counted(chance: Stream): readonly (readonly number[])[] {
  return kinds.flatMap(({ agents, invited, shares: [accepted, refused] }) =>
    Array.from({ length: agents }, () => {
      const row = [0, 0, 0]
      for (let n = 0; n < invited; n++) {
        const drawn = chance.next()
        const kind = drawn < accepted ? 0 : drawn < accepted + refused ? 1 : 2
        row[kind] = (row[kind] as number) + 1
      }
      return row
    }),
  )
}

test("RC4 where groups differ, shares drawn towards their group's are nearer to the truth than towards those of all", () => {
  const chance = new Stream(4, 'answers')
  let [grouped, together] = [0, 0]
  for (let round = 0; round < 60; round++) {
    const rows = counted(chance)
    const off = (shrunk: readonly ShrunkShares[]): number =>
      shrunk.reduce((sum, { shares }, i) => sum + ((shares[1] as number) - (truths[i]?.[1] as number)) ** 2, 0)
    grouped += off(shrinkShares(rows, groups))
    together += off(
      shrinkShares(
        rows,
        rows.map(() => 0),
      ),
    )
  }
  expect(grouped).toBeLessThan(0.65 * together)
})

test('RC4 what is open of all, of a group and of one row is as much as shares of many recordings differ', () => {
  const chance = new Stream(5, 'answers')
  const rounds = 200
  let squares = 0
  let alone = 0
  for (let round = 0; round < rounds; round++) {
    let [off, ofAll, own] = [0, 0, 0]
    const ofGroups = kinds.map(() => 0)
    shrinkShares(counted(chance), groups).forEach((one, i) => {
      const [p] = one.shares as [number]
      const error = p - (truths[i]?.[0] as number)
      off += error
      ofAll += Math.sqrt(p * (1 - p) * one.ofAll)
      const group = groups[i] as number
      ofGroups[group] = (ofGroups[group] as number) + Math.sqrt(p * (1 - p) * one.ofGroup)
      own += p * (1 - p) * one.own
      alone += error ** 2 / (p * (1 - p) * (one.own + one.ofGroup + one.ofAll)) / truths.length
    })
    // What they have in common adds up; what is of each alone goes out in the mean.
    squares += off ** 2 / (ofAll ** 2 + ofGroups.reduce((sum, one) => sum + one ** 2, 0) + own)
  }
  expect(squares / rounds).toBeGreaterThan(0.75)
  expect(squares / rounds).toBeLessThan(1.3)
  expect(alone / rounds).toBeGreaterThan(0.75)
  expect(alone / rounds).toBeLessThan(1.6)
})
