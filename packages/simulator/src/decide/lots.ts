import { lotMultiplier, startLotOf } from '@pointsman/core'
import type { WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'

/** Begins the core's lots for this offer of the chat. */
export function startLots(seed: number, chat: SimulatedChat): number {
  return startLotOf(seed, chat.idHash, chat.named)
}

/**
 * The place, from `from` up to but not with `to`, of the lowest lot: what `drawLotOf` gives for each of the hashes, less one
 * call and one conversion for each. Lots that are equal fall to the ids, which `idAt` knows.
 */
export function lowestLot(
  start: number,
  hashes: Int32Array,
  from: number,
  to: number,
  idAt: (place: number) => string,
): number {
  const multiplier = lotMultiplier(start)
  let best = from
  let least = Math.imul(start ^ (hashes[from] as number), multiplier) ^ -0x80000000
  for (let place = from + 1; place < to; place++) {
    const lot = Math.imul(start ^ (hashes[place] as number), multiplier) ^ -0x80000000
    if (lot > least || (lot === least && idAt(place) > idAt(best))) continue
    least = lot
    best = place
  }
  return best
}

/** Whether the first of two agents with the same lot comes before the second. */
export function precedesById(a: WorldAgent, b: WorldAgent): boolean {
  return a.id < b.id
}
