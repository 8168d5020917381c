import type { CatalogEntry } from '../catalog-entry.ts'
import { freeCapacity } from '../preferences/free-capacity.ts'
import { knowsTheCustomer } from '../preferences/knows-the-customer.ts'
import { eligible } from '../rules/eligible.ts'

export const sticky: CatalogEntry = {
  policy: { name: 'sticky', require: eligible, prefer: [knowsTheCustomer, freeCapacity] },
  purpose: 'The agent who knows the customer, if free; else most free capacity.',
  fails: 'Knows only chats it has seen accepted, or that name who had them; loads whoever has regulars.',
  source: 'Preferred-agent routing as in Rocket.Chat, Odoo and Amazon Connect.',
}
