import { drawLot, startLot } from '@pointsman/core'
import type { Delay, Faults } from './faults.ts'

/** What happens to one delivery. */
export interface Fate {
  readonly delayMs: number
  readonly lost: 'on the way' | 'on the way back' | undefined
  readonly duplicated: boolean
  readonly reordered: boolean
}

/** The fate of the n-th delivery: the same for the same seed, whatever becomes of the others. */
export function drawFate({ latency, loss = 0, duplicate = 0, reorder = 0 }: Faults, seed: number, n: number): Fate {
  const draw = (purpose: string): number => drawLot(startLot(seed, `fault/${purpose}`, n), '') / 2 ** 32
  const lost = draw('loss') < loss
  return {
    delayMs: latency === undefined ? 0 : delayOf(latency, draw('latency')),
    lost: lost ? (draw('way') < 0.5 ? 'on the way' : 'on the way back') : undefined,
    duplicated: draw('duplicate') < duplicate,
    reordered: draw('reorder') < reorder,
  }
}

function delayOf(delay: Delay, lot: number): number {
  if (delay.kind === 'constant') return delay.ms
  if (delay.kind === 'uniform') return delay.from + (delay.to - delay.from) * lot
  return -Math.log1p(-lot) * delay.mean
}
