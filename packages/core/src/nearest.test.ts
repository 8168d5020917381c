import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const names = ['most-free-capacity', 'round-robin', 'random', 'sticky']

test.each<readonly [string, string | undefined]>([
  ['most-free-capacty', 'most-free-capacity'],
  ['Round-Robin', 'round-robin'],
  ['rnadom', 'random'],
  ['stick', 'sticky'],
  ['quantum', undefined],
])('X5 whoever types %s is offered %s', (typed, meant) => {
  expect(nearest(typed, names)).toBe(meant)
})
