import type { Outbox } from '../outbox/outbox.ts'
import type { Linked, Links } from './links.ts'
import { botSpeaks } from './parcels.ts'

/** The chat is over: the bot speaks again. Resolves when that is safe. */
export async function endLink(
  linked: Linked,
  { links, outbox }: { readonly links: Links; readonly outbox: Outbox },
): Promise<void> {
  await outbox.put(botSpeaks(linked))
  await links.close(linked)
}
