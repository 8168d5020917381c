import type { CatalogEntry } from '../catalog-entry.ts'
import { loadRatio } from '../preferences/load-ratio.ts'
import { eligible } from '../rules/eligible.ts'

export const powerOfTwo: CatalogEntry = {
  policy: { name: 'power-of-two', require: eligible, prefer: [loadRatio], sample: 2 },
  purpose: 'Two drawn by lot, the less loaded of them: robust where snapshots are stale, as in a burst.',
  fails: 'With fresh snapshots and few agents, least-loaded is better.',
  source: 'The power of two choices (Azar et al. 1999; Mitzenmacher 2001).',
}
