import { random } from './random.ts'
import { TightHeap } from './tight-heap.ts'

/** What the rival found. */
export interface TightAnswer {
  readonly waitMean: number
  readonly waited: number
  readonly abandonRate: number
}

/**
 * M/M/c, and M/M/c+M where patience has a mean: the tight JavaScript that the bar is measured against. It knows this one
 * model, keeps nothing of a customer, and counts waits alone.
 */
export function tightPool(
  customers: number,
  servers: number,
  rate: number,
  mean: number,
  patience: number | undefined,
  seed: number,
): TightAnswer {
  const next = random(seed)
  const calendar = new TightHeap(servers + 2)
  const line = { arrivals: new Float64Array(1024), leaves: new Float64Array(1024), first: 0, size: 0 }
  let free = servers
  let arrived = 0
  let waitSum = 0
  let waited = 0
  let abandoned = 0
  calendar.push(-Math.log(next()) / rate, 1)
  while (calendar.size > 0) {
    const at = calendar.times[0] as number
    const what = calendar.whats[0] as number
    calendar.pop()
    if (what === 1) {
      arrived += 1
      if (arrived < customers) calendar.push(at - Math.log(next()) / rate, 1)
      if (free > 0) {
        free -= 1
        calendar.push(at - mean * Math.log(next()), 0)
        continue
      }
      if (line.size === line.arrivals.length) grow(line)
      const place = (line.first + line.size++) & (line.arrivals.length - 1)
      line.arrivals[place] = at
      line.leaves[place] = patience === undefined ? Infinity : at - patience * Math.log(next())
      waited += 1
      continue
    }
    let served = false
    while (line.size > 0) {
      const arrival = line.arrivals[line.first] as number
      const leaves = line.leaves[line.first] as number
      line.first = (line.first + 1) & (line.arrivals.length - 1)
      line.size -= 1
      if (leaves <= at) {
        abandoned += 1
        waitSum += leaves - arrival
        continue
      }
      waitSum += at - arrival
      calendar.push(at - mean * Math.log(next()), 0)
      served = true
      break
    }
    if (!served) free += 1
  }
  return { waitMean: waitSum / customers, waited: waited / customers, abandonRate: abandoned / customers }
}

function grow(line: { arrivals: Float64Array; leaves: Float64Array; first: number; size: number }): void {
  const room = line.arrivals.length
  const arrivals = new Float64Array(room * 2)
  const leaves = new Float64Array(room * 2)
  for (let i = 0; i < line.size; i++) {
    arrivals[i] = line.arrivals[(line.first + i) & (room - 1)] as number
    leaves[i] = line.leaves[(line.first + i) & (room - 1)] as number
  }
  line.arrivals = arrivals
  line.leaves = leaves
  line.first = 0
}
