import type { CatalogEntry } from '../catalog-entry.ts'
import { longestWithoutATurn } from '../preferences/longest-without-a-turn.ts'
import { eligible } from '../rules/eligible.ts'

export const roundRobin: CatalogEntry = {
  policy: { name: 'round-robin', require: eligible, prefer: [longestWithoutATurn] },
  purpose: 'Turns in order: everybody who may take chats gets as many offers as anybody else.',
  fails: 'Blind to load: a slow agent with a free slot gets the next turn as a fast one does.',
  source: 'Classic; as "longest without a turn" it survives departures, returns and restarts.',
}
