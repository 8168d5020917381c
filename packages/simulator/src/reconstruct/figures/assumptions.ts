import type { Sightings } from '../sightings/sightings.ts'
import type { HandleTimes } from './handle-times.ts'
import type { Waits } from './wait.ts'
import { listingOf } from './roster.ts'

/** What had to be assumed, a sentence each. */
export function assumptionsOf(sightings: Sightings, handle: HandleTimes, waits: Waits): readonly string[] {
  const { agents, chats } = sightings
  const all = [...agents.values()]
  const said: string[] = []
  const listing = listingOf(sightings)
  if (listing === 'everybody') said.push('Snapshots list everybody logged in: whoever is not listed is gone.')
  if (listing === 'available') {
    said.push(
      'Snapshots list only who has room: whoever vanishes with one slot left and comes back in the same session was full, whoever had more paused.',
    )
  }
  if (listing === 'unknown')
    said.push('Nothing shows whether snapshots list who is full; whoever is not listed is taken to be gone.')
  said.push('Whoever is online at the end stays for a day more, to finish what is left.')
  const uneven = all.filter(({ atMost, sightings: seen }) => seen >= 50 && atMost < seen / 20).length
  if (uneven > 0) said.push(`${uneven} agents seldom had as many slots as they are given: theirs may have changed.`)
  const changed = all.filter((agent) => agent.changed).length
  if (changed > 0)
    said.push(
      `${changed} agents did not always serve the same queues and languages; they are given all queues, and the last languages.`,
    )
  let handed = 0
  for (const { stints } of chats.values()) if (stints > 1) handed += 1
  if (handed > 0) said.push(`${handed} chats were handed on; how long they took counts in no estimate.`)
  if (handle.queues.size > 0 && handle.agents.size > 1) {
    said.push("Agents' speeds are relative: together they are 1, and the queues' handle times are those of that agent.")
  }
  let hidden = 0
  for (const { end } of waits) if (end === 'either') hidden += 1
  if (hidden > waits.length / 50) {
    said.push(
      `${hidden} chats were not seen again after somebody could take them: attended and over out of sight, or given up while somebody was invited; patience rests on which is likelier.`,
    )
  }
  return said
}
