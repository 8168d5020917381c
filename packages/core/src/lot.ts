/** Begins the lots of one offer of one chat: chance keyed by its purpose, not by the order of draws. */
export function startLot(seed: number, chat: string, offers: number): number {
  return startLotOf(seed, hashId(chat), offers)
}

/** The same for a chat whose `hashId` is at hand. */
export function startLotOf(seed: number, chatHash: number, offers: number): number {
  return mix(mix(mix(seed ^ 0x9e3779b9) ^ offers) ^ chatHash)
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

/** The hash of the id that is a letter and a whole number below 2^31, `c123`, without making the text. */
export function hashNumberedId(letter: number, number: number): number {
  const tens = ((number >>> 0) / 10) >>> 0
  // Numbers come mostly in order: all digits but the last are those of the time before.
  if (tens !== hashedTens || letter !== hashedLetter) {
    hashedBefore = hashDigits(Math.imul(0x811c9dc5 ^ letter, 0x01000193), tens)
    hashedTens = tens
    hashedLetter = letter
  }
  return mix(hashDigit(hashedBefore, number - tens * 10))
}

/** What `hashNumberedId` came to before the last digit, and for which letter and digits: no answer depends on it. */
let hashedBefore = 0
let hashedTens = -1
let hashedLetter = -1

/** Takes in the digits of a number, the first of them first; none of 0. By the constant 10 a processor divides fast. */
function hashDigits(hash: number, number: number): number {
  if (number === 0) return hash
  const tens = ((number >>> 0) / 10) >>> 0
  return hashDigit(hashDigits(hash, tens), number - tens * 10)
}

function hashDigit(hash: number, digit: number): number {
  return Math.imul(hash ^ (48 + digit), 0x01000193)
}

/** MurmurHash3's finalizer (Appleby): every input bit changes every output bit with a chance of about one half. */
function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
