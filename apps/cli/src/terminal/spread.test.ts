import { describe, expect, it } from 'vitest'
import { spread } from './spread.ts'

describe('a row of bars', () => {
  it('C11 has one for each count, the greatest the highest, and none for nothing', () => {
    expect(spread([8, 4, 1, 0], 10)).toBe('█▄▁ ')
    expect(spread([], 10)).toBe('')
    expect(spread([0, 0], 10)).toBe('  ')
  })

  it('C11 has no more than there is room for', () => {
    expect(
      spread(
        Array.from({ length: 1000 }, (_, i) => 1000 - i),
        8,
      ),
    ).toBe('█▇▆▅▄▃▂▁')
  })
})
