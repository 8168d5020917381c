import { expect, test } from 'vitest'
import { chosen } from './chosen.ts'

const known = { choosing: [], server: ['20', 'all acting'], streaming: [/^[1-9]\d*$/] }

test('T9 each benchmark has the words that follow it and are its own', () => {
  expect(chosen([], known)).toEqual([])
  expect(chosen(['server', '20', 'all acting', 'choosing', 'streaming', '100'], known)).toEqual([
    { name: 'server', words: ['20', 'all acting'] },
    { name: 'choosing', words: [] },
    { name: 'streaming', words: ['100'] },
  ])
})

test.each([
  [['simulatr'], 'bench: expected one of choosing, server, streaming; got "simulatr"'],
  [['20', 'server'], 'bench: expected one of choosing, server, streaming; got "20"'],
  [['server', '21'], 'server: expected one of "20", "all acting", choosing, server, streaming; got "21"'],
  [['streaming', '0'], 'streaming: expected one of a number, choosing, server, streaming; got "0"'],
  [['toString'], 'bench: expected one of choosing, server, streaming; got "toString"'],
])('T9 %j is refused in one line', (words, line) => {
  expect(() => chosen(words, known)).toThrow(new Error(line))
})
