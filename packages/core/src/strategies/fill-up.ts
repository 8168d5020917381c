import type { CatalogEntry } from '../catalog-entry.ts'
import { freeCapacity } from '../preferences/free-capacity.ts'
import { inverse } from '../inverse.ts'
import { eligible } from '../rules/eligible.ts'

export const fillUp: CatalogEntry = {
  policy: { name: 'fill-up', require: eligible, prefer: [inverse(freeCapacity)] },
  purpose: 'Fewest free slots first: fills agents one by one and keeps others wholly free.',
  fails: 'The busiest stay the busiest, and wait for chats that slow one another down.',
  source: 'Best fit; the stacking side of chat concurrency (Luo and Zhang 2013; Tezcan and Zhang 2014).',
}
