import type { CatalogEntry } from '../catalog-entry.ts'
import { freeCapacity } from '../preferences/free-capacity.ts'
import { eligible } from '../rules/eligible.ts'

export const mostFreeCapacity: CatalogEntry = {
  policy: { name: 'most-free-capacity', require: eligible, prefer: [freeCapacity] },
  purpose: "The platform's own default, and so the baseline: whoever can take the most more chats.",
  fails: 'Whoever has the most slots gets everything until they are level, however busy; newcomers are flooded.',
  source: "Inbenta Agent Chat's documented default; ties, which it leaves open, by lot.",
}
