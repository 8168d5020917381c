/** Begins the lots of one offer of one chat: chance keyed by its purpose, not by the order of draws. */
export function startLot(seed: number, chat: string, offers: number): number {
  return mix(absorb(mix(seed ^ 0x9e3779b9) ^ offers, chat))
}

/** An agent's lot: an integer from 0 to 2^32 − 1, uniform over agents. */
export function drawLot(start: number, agent: string): number {
  return mix(absorb(start, agent)) >>> 0
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 code units. */
function absorb(start: number, text: string): number {
  let hash = start
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** MurmurHash3's finalizer (Appleby): every input bit changes every output bit with a chance of about one half. */
function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
