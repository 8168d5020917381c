import type { CatalogEntry } from '../catalog-entry.ts'
import { eligible } from '../rules/eligible.ts'

export const random: CatalogEntry = {
  policy: { name: 'random', require: eligible, prefer: [] },
  purpose: 'By lot among all who may: no memory, no favour, and a log that off-policy estimates can use.',
  fails: 'Blind to load: some are full while others are idle.',
  source: 'The null hypothesis of routing.',
}
