import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { erlangA } from './erlang-a.ts'
import { erlangB } from './erlang-b.ts'
import { erlangC } from './erlang-c.ts'
import { staffed, staffing } from './staffing.ts'

function truth(name: string): readonly Record<string, number>[] {
  const text = readFileSync(new URL(`../../../../fixtures/truth/${name}.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { cases: Record<string, number>[] }).cases
}

function close(found: number, exact: number | undefined, relative = 1e-9): void {
  expect(Math.abs(found - (exact as number))).toBeLessThanOrEqual(relative * Math.abs(exact as number) + 1e-15)
}

test.each(truth('erlang_b'))('M10 Erlang B is exact: $c servers, $offered Erlang', ({ c, offered, P_block }) => {
  close(erlangB(c as number, offered as number), P_block)
})

test.each(truth('erlang_c'))('M10 Erlang C is exact: $c servers, $offered Erlang', (one) => {
  const found = erlangC(one['c'] as number, one['lam'] as number, one['mu'] as number)
  close(found.waited, one['P_wait'])
  close(found.waitMean, one['EW'])
  close(found.waiting, one['EQ'])
  close(found.occupancy, one['rho'])
  close(found.within(one['T'] as number), one['SL'])
  close(found.quantile(0.5), one['W_p50'], 1e-8)
  close(found.quantile(0.9), one['W_p90'], 1e-8)
  close(found.quantile(0.99), one['W_p99'], 1e-8)
})

test.each(truth('erlang_a'))('M10 Erlang A is exact: $c servers, $offered Erlang', (one) => {
  const found = erlangA(one['c'] as number, one['lam'] as number, one['mu'] as number, one['theta'] as number)
  close(found.waited, one['P_wait'])
  close(found.abandoned, one['P_abandon'])
  close(found.waitMean, one['EW'])
  close(found.waiting, one['EQ'])
  close(found.occupancy, one['occupancy'])
  close(found.within(one['T'] as number), one['SL_served_within_T_of_all'], 1e-7)
})

test('M10 Erlang A does not overflow where servers abound, and is Erlang C where patience is endless', () => {
  expect(erlangA(2000, 1, 1, 1).waited).toBe(0)
  expect(erlangA(2000, 1, 1, 1).occupancy).toBeCloseTo(1 / 2000, 12)
  close(erlangA(20, 18, 1, 1e-12).waitMean, erlangC(20, 18, 1).waitMean, 1e-8)
})

test('M10 a load that servers cannot carry has no Erlang C', () => {
  expect(() => erlangC(10, 10, 1)).toThrow('expected a load below the 10 servers, got 10 Erlang')
})

test('M11 staffing gives the least number of slots that meets the target', () => {
  for (const patience of [undefined, 120]) {
    for (const lambda of [0.005, 0.05, 0.5]) {
      for (const share of [0.5, 0.8, 0.95]) {
        const question = { lambda, handle: 300, patience, share, within: 20 }
        const { slots, serviceLevel } = staffing(question)
        expect(serviceLevel).toBeGreaterThanOrEqual(share)
        const fewer = slots - 1
        const possible = patience === undefined ? fewer > lambda * 300 : fewer > 0
        if (possible) expect(staffed(fewer, question).serviceLevel).toBeLessThan(share)
      }
    }
  }
})
