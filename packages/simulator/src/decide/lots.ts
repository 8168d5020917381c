import { lotMultiplier, startLotOf } from '@pointsman/core'
import type { WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'

/** Begins the core's lots for this offer of the chat. */
export function startLots(seed: number, chat: SimulatedChat): number {
  return startLotOf(seed, chat.idHash, chat.named)
}

/**
 * The place, from `from` up to but not with `to`, of the lowest lot: what `drawLotOf` gives for the hash of each, which is the
 * first of the two numbers of a place. Lots that are equal fall to the ids, which `idAt` knows.
 */
export function lowestLot(
  start: number,
  places: Int32Array,
  from: number,
  to: number,
  idAt: (place: number) => string,
): number {
  const multiplier = lotMultiplier(start)
  let best = from
  let least = Math.imul(start ^ (places[from * 2] as number), multiplier) >>> 0
  let place = from + 1
  while (place < to) {
    // Four at a time, as soon none of them is lower: among many agents a lower lot is rare.
    while (place + 3 < to) {
      const a = Math.imul(start ^ (places[place * 2] as number), multiplier) >>> 0
      const b = Math.imul(start ^ (places[place * 2 + 2] as number), multiplier) >>> 0
      const c = Math.imul(start ^ (places[place * 2 + 4] as number), multiplier) >>> 0
      const d = Math.imul(start ^ (places[place * 2 + 6] as number), multiplier) >>> 0
      if (a <= least || b <= least || c <= least || d <= least) break
      place += 4
    }
    const end = Math.min(place + 4, to)
    for (; place < end; place++) {
      const lot = Math.imul(start ^ (places[place * 2] as number), multiplier) >>> 0
      if (lot > least || (lot === least && idAt(place) > idAt(best))) continue
      least = lot
      best = place
    }
  }
  return best
}

/** Whether the first of two agents with the same lot comes before the second. */
export function precedesById(a: WorldAgent, b: WorldAgent): boolean {
  return a.id < b.id
}
