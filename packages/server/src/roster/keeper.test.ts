import { expect, test } from 'vitest'
import { Keeper } from './keeper.ts'

test('HV29 what changes while it is written down is written next, once for all of it, also behind a failure', async () => {
  let value = 0
  const written: number[] = []
  const ends: ((error?: Error) => void)[] = []
  const keeper = new Keeper(() => {
    written.push(value)
    return new Promise((resolve, reject) => ends.push((error) => (error === undefined ? resolve() : reject(error))))
  })
  value = 1
  const first = keeper.keep()
  await expect.poll(() => written).toEqual([1])
  value = 2
  const second = keeper.keep()
  value = 3
  const third = keeper.keep()
  ends[0]?.(new Error('the disk is full'))
  await expect(first).rejects.toThrow('the disk is full')
  await expect.poll(() => written).toEqual([1, 3])
  ends[1]?.()
  await Promise.all([second, third])
  expect(written).toEqual([1, 3])
})
