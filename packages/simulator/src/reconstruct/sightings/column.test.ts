import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Column } from './column.ts'
import { Lists } from './lists.ts'
import { Texts } from './texts.ts'

test('RC22 a column holds what was written last in each row, and what is empty everywhere else', () => {
  const writes = fc.array(fc.tuple(fc.nat(20_000), fc.oneof(fc.double(), fc.constantFrom(NaN, -0, Infinity))))
  fc.assert(
    fc.property(writes, fc.constantFrom(0, NaN, Infinity), (all, empty) => {
      const column = new Column('float', empty)
      const twin = new Map<number, number>()
      for (const [row, value] of all) {
        column.set(row, value)
        twin.set(row, value)
      }
      for (const row of [...twin.keys(), 0, 4095, 4096, 30_000]) expect(column.get(row)).toBe(twin.get(row) ?? empty)
    }),
  )
})

test('RC22 each row has a list of its own, in the order in which it was added to', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(5))), (all) => {
      const lists = new Lists()
      for (const [row, value] of all) lists.add(row, value)
      for (let row = 0; row < 10; row++) {
        const own = all.filter(([one]) => one === row).map(([, value]) => value)
        expect([lists.of(row), lists.length(row), lists.has(row, 3)]).toEqual([own, own.length, own.includes(3)])
      }
    }),
  )
})

test('RC22 texts are numbered as they come, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (some) => {
      const all = [...some, ...Array.from({ length: 3000 }, (_, i) => `c${i % 2000}`)]
      const texts = new Texts()
      const distinct = [...new Set(all)]
      expect(all.map((text) => texts.number(text))).toEqual(all.map((text) => distinct.indexOf(text)))
      expect(distinct.map((_, number) => texts.text(number))).toEqual(distinct)
      expect([texts.size, texts.find('never seen')]).toEqual([distinct.length, -1])
    }),
    { numRuns: 10 },
  )
})
