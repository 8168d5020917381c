import type { CatalogEntry } from '../catalog-entry.ts'
import { fewestRefusals } from '../preferences/fewest-refusals.ts'
import { freeCapacity } from '../preferences/free-capacity.ts'
import { notAlreadyInvited } from '../rules/not-already-invited.ts'
import { eligible } from '../rules/eligible.ts'

export const rejectionAverse: CatalogEntry = {
  policy: {
    name: 'rejection-averse',
    require: [...eligible, notAlreadyInvited],
    prefer: [fewestRefusals, freeCapacity],
  },
  purpose: 'Fewest wasted invitations: never anybody invited before, and those who refuse least first.',
  fails: 'Rewards refusing: whoever refuses often is left alone. Watch the shares.',
  source: 'Never offering again to who refused, as in Salesforce and Tiledesk.',
}
