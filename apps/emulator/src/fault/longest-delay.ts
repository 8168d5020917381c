import type { Faults } from './faults.ts'
import { longestMs } from './line.ts'

/** How long faults hold a delivery up, in milliseconds: the longest, or what 999 in 1,000 do not exceed. */
export function longestDelay({ latency, reorder = 0 }: Faults): number {
  const waits = reorder > 0 ? longestMs : 0
  if (latency === undefined) return waits
  if (latency.kind === 'constant') return waits + latency.ms
  return waits + (latency.kind === 'uniform' ? latency.to : latency.mean * Math.log(1000))
}
