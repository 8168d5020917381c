import type { Job } from '@pointsman/simulator'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Todo, type Unit } from './todo.ts'

const strategies = ['a', 'b', 'c', 'd', 'e']

const job = (strategy: string, first: number, count: number): Job => ({
  scenario: { pointsman: 'scenario/1', name: 'none', horizon: { chats: 1 }, queues: [], agents: [] },
  strategy,
  seed: 1,
  first,
  count,
  batches: 1,
  profile: false,
  bound: false,
})

const threads = [{}, {}, {}]
const jobs = fc.array(
  fc
    .tuple(fc.constantFrom(...strategies), fc.nat(4), fc.integer({ min: 1, max: 4 }))
    .map(([strategy, first, count]) => job(strategy, first, count)),
  { size: 'max', maxLength: 30 },
)
const askers = fc.infiniteStream(fc.nat(threads.length - 1))

/** Everything, in the order in which it is given to whoever asks. */
function handOut(some: readonly Job[], who: Iterator<number>): readonly { unit: Unit; thread: number }[] {
  const todo = new Todo(some)
  const given: { unit: Unit; thread: number }[] = []
  for (;;) {
    const thread = who.next().value as number
    const unit = todo.next(threads[thread] as object)
    if (unit === undefined) return given
    given.push({ unit, thread })
  }
}

const order = (some: readonly Job[]): readonly string[] =>
  some.flatMap(({ count }, place) => Array.from({ length: count }, (_, nth) => `${place}/${nth}`))
const name = ({ place, nth }: Unit): string => `${place}/${nth}`

describe('what threads are to do', () => {
  it('U2 every replication is given once', () => {
    fc.assert(
      fc.property(jobs, askers, (some, who) => {
        const given = handOut(some, who).map(({ unit }) => name(unit))
        expect(given.toSorted()).toEqual(order(some).toSorted())
      }),
    )
  })

  it('U16 nothing is begun that is two replications of every strategy ahead of the first that is not', () => {
    fc.assert(
      fc.property(jobs, askers, (some, who) => {
        const all = order(some)
        const reach = 2 * new Set(some.map(({ strategy }) => strategy)).size
        const begun = new Set<string>()
        for (const { unit } of handOut(some, who)) {
          const first = all.findIndex((one) => !begun.has(one))
          expect(all.indexOf(name(unit)) - first).toBeLessThan(reach)
          begun.add(name(unit))
        }
      }),
    )
  })

  it('U16 a thread goes on with a strategy it has run wherever one is near, and then begins one that nobody has run', () => {
    fc.assert(
      fc.property(jobs, askers, (some, who) => {
        const all = order(some)
        const strategyOf = (one: string): unknown => some[Number(one.split('/')[0])]?.strategy
        const reach = 2 * new Set(some.map(({ strategy }) => strategy)).size
        const begun = new Set<string>()
        const ran = threads.map(() => new Set<unknown>())
        for (const { unit, thread } of handOut(some, who)) {
          const first = all.findIndex((one) => !begun.has(one))
          const near = all.slice(first, first + reach).filter((one) => !begun.has(one))
          const own = near.filter((one) => ran[thread]?.has(strategyOf(one)))
          const others = near.filter((one) => ran.every((each) => !each.has(strategyOf(one))))
          expect(name(unit)).toBe((own.length > 0 ? own : others.length > 0 ? others : near)[0])
          begun.add(name(unit))
          ran[thread]?.add(unit.job.strategy)
        }
      }),
    )
  })

  it('U16 of four strategies, two threads that take turns run two each', () => {
    const some = Array.from({ length: 80 }, (_, i) => job(strategies[i % 4] as string, Math.floor(i / 4), 1))
    const ran = [new Set<unknown>(), new Set<unknown>()]
    for (const { unit, thread } of handOut(some, turns())) ran[thread]?.add(unit.job.strategy)
    expect(ran.map(({ size }) => size)).toEqual([2, 2])
  })
})

function* turns(): Generator<number, number> {
  for (;;) {
    yield 0
    yield 1
  }
}
