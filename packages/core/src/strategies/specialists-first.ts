import type { CatalogEntry } from '../catalog-entry.ts'
import { fewestSpareSkills } from '../preferences/fewest-spare-skills.ts'
import { freeCapacity } from '../preferences/free-capacity.ts'
import { eligible } from '../rules/eligible.ts'

export const specialistsFirst: CatalogEntry = {
  policy: { name: 'specialists-first', require: eligible, prefer: [fewestSpareSkills, freeCapacity] },
  purpose: 'Keeps the versatile free for chats that only they can take: the fewest spare queues and skills first.',
  fails: 'Specialists are always the first to be busy; among agents alike it is most-free-capacity.',
  source: 'Local-specialist routing (ContactCenters, Université de Montréal).',
}
