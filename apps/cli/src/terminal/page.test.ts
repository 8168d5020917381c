import { expect, it } from 'vitest'
import { pageOf } from './page.ts'

it.each([
  [true, 132, 132],
  [true, 0, 80],
  [true, undefined, 80],
  [false, 132, 80],
])(
  'C11 the page is as wide as the terminal, and 80 columns without one or where it does not say (%s, %s)',
  (isTTY, columns, width) => {
    const stdout = { isTTY, columns, write: () => true } as unknown as Parameters<typeof pageOf>[0]['stdout']
    expect(pageOf({ stdout, env: {} }).width).toBe(width)
  },
)
