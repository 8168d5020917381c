import type { CatalogEntry } from '../catalog-entry.ts'
import { weightedTurn } from '../preferences/weighted-turn.ts'
import { eligible } from '../rules/eligible.ts'

export const weightedRoundRobin: CatalogEntry = {
  policy: { name: 'weighted-round-robin', require: eligible, prefer: [weightedTurn] },
  purpose: 'Turns in proportion to declared weights: part-timers and trainees get their share and no more.',
  fails: 'Blind to load; the shares are of turns while present, not of work done.',
  source: 'Start-time fair queueing (Goyal, Vin and Cheng 1996).',
}
