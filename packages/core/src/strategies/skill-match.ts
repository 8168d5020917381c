import type { CatalogEntry } from '../catalog-entry.ts'
import { freeCapacity } from '../preferences/free-capacity.ts'
import { highestSkill } from '../preferences/highest-skill.ts'
import { hasSkill } from '../rules/has-skill.ts'
import { eligible } from '../rules/eligible.ts'

export const skillMatch: CatalogEntry = {
  policy: { name: 'skill-match', require: [...eligible, hasSkill()], prefer: [highestSkill(), freeCapacity] },
  purpose: 'Only agents with every skill the chat needs, the most skilled first.',
  fails: 'Wears out the experts, and passes when none is free: give a policy of your own a relaxation.',
  source: 'Best-skill routing as in Genesys Cloud and Dynamics 365.',
}
