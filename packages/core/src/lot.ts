/** Begins the lots of one offer of one chat: chance keyed by its purpose, not by the order of draws. */
export function startLot(seed: number, chat: string, offers: number): number {
  return mix(mix(mix(seed ^ 0x9e3779b9) ^ offers) ^ hashId(chat))
}

/** An agent's lot: an integer from 0 to 2^32 − 1, uniform over agents. */
export function drawLot(start: number, agent: string): number {
  return drawLotOf(start, hashId(agent))
}

/**
 * The same for an agent whose `hashId` is at hand: an evaluator that follows a roster hashes each id once. Both hashes are
 * mixed already, so one multiplication by an odd number that is the offer's own is enough to order any agents at random
 * (multiply-shift hashing, Dietzfelbinger et al. 1997), and it costs less than half of mixing again.
 */
export function drawLotOf(start: number, agentHash: number): number {
  return Math.imul(start ^ agentHash, lotMultiplier(start)) >>> 0
}

/** The odd number of an offer: an evaluator that draws many lots works it out once. */
export function lotMultiplier(start: number): number {
  return (start << 16) | (start >>> 16) | 1
}

/** A 32-bit hash of an id: FNV-1a (Fowler, Noll, Vo) over UTF-16 code units, finished so that every bit depends on all. */
export function hashId(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return mix(hash)
}

/** MurmurHash3's finalizer (Appleby): every input bit changes every output bit with a chance of about one half. */
function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
