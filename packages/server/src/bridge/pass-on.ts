import type { Outbox } from '../outbox/outbox.ts'
import type { Linked, Links } from './links.ts'
import { toChatlayer } from './parcels.ts'
import type { Words } from './words-of.ts'

/** Who is no agent: the bot, whose words are in the history, and the platform itself. */
const machines: readonly string[] = ['assistant', 'system', '']

/** Words of an agent go back to the customer, once; what others said does not. Resolves when that is safe. */
export async function passOn(
  linked: Linked,
  { id, sender, text }: Words,
  { links, outbox }: { readonly links: Links; readonly outbox: Outbox },
): Promise<void> {
  if (sender === linked.user || machines.includes(sender) || text === '' || linked.passedOn.has(id)) return
  await outbox.put(toChatlayer(linked, `${linked.chat}:${id}`, text))
  links.passOn(linked, id)
}
