import type { CatalogEntry } from '../catalog-entry.ts'
import { loadRatio } from '../preferences/load-ratio.ts'
import { eligible } from '../rules/eligible.ts'

export const leastLoaded: CatalogEntry = {
  policy: { name: 'least-loaded', require: eligible, prefer: [loadRatio] },
  purpose: 'Spreads load by the share of slots in use, so that small and large capacities fill alike.',
  fails:
    'One chat of one slot is full and four of eight is half: it fills large capacities while small ones stay empty.',
  source: 'Load ratio as in Azure Job Router, Zendesk and Freshchat; with ties by lot it is Aivo Live’s own rule.',
}
