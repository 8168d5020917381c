import type { AgentRecord } from '../sightings/agent-record.ts'
import type { Sightings } from '../sightings/sightings.ts'

/** A stretch online, in Unix seconds. */
export interface Online {
  from: number
  to: number
  /** Between what it began and ended. */
  fromBounds: readonly [number, number]
  toBounds: readonly [number, number]
  /** Nothing showed its end. */
  open: boolean
}

/** Whoever was last seen online and not again for long is taken to have gone after at most so many seconds. */
const longestGuess = 900

/**
 * When an agent was online. Where only those with room are listed, one who vanishes with a slot left and comes back in the same
 * session was full meanwhile, and there. An instant between bounds is taken to be in the middle, or, where they are far apart,
 * a quarter of an hour after the last sign of life.
 */
export function onlineOf({ presence }: AgentRecord, { listsUnavailable, from, to }: Sightings): readonly Online[] {
  const merged: Online[] = []
  let mayGoOn = false
  for (const stretch of presence.stretches) {
    const { fromLo, fromHi, toLo, toHi, open, mayBeFull, sameSession } = stretch
    const last = merged.at(-1)
    const ends = open ? to : toLo + Math.min((toHi - toLo) / 2, longestGuess)
    if (last !== undefined && mayGoOn && sameSession && !listsUnavailable) {
      last.to = ends
      last.toBounds = [toLo, open ? to : toHi]
      last.open = open
    } else {
      const earliest = Number.isNaN(fromLo) ? from : Math.max(from, fromLo)
      const latest = Math.max(earliest, fromHi)
      // Who is in the first snapshot was there at the beginning.
      const begins = Number.isNaN(fromLo) ? from : fromLo === fromHi ? earliest : (earliest + latest) / 2
      merged.push({
        from: begins,
        to: ends,
        fromBounds: fromLo === fromHi ? [earliest, earliest] : [earliest, Number.isNaN(fromLo) ? earliest : latest],
        toBounds: [toLo, open ? to : toHi],
        open,
      })
    }
    mayGoOn = mayBeFull
  }
  return merged.filter((one) => one.to > one.from)
}

/** What an absence is: whom a recording lists. */
export function listingOf({ listsUnavailable, agents }: Sightings): 'everybody' | 'available' | 'unknown' {
  if (listsUnavailable) return 'everybody'
  for (const { presence } of agents.values()) {
    if (presence.stretches.some(({ sameSession }) => sameSession)) return 'available'
  }
  return 'unknown'
}
