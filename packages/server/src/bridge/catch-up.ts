import { ApiError, type AgentChatApi } from '@pointsman/inbenta/api'
import type { Outbox } from '../outbox/outbox.ts'
import type { Linked, Links } from './links.ts'
import { endLink } from './end-link.ts'
import { passOn } from './pass-on.ts'
import { wordsOf } from './words-of.ts'

/** What catching up stands on. */
export interface CatchUpOptions {
  readonly api: AgentChatApi
  readonly links: Links
  readonly outbox: Outbox
}

/**
 * Looks what was missed in every conversation that is with Agent Chat: webhooks are posted once, and whoever was not there
 * is not told again. Words that are known already are not carried twice. Rejects in the end where Agent Chat
 * could not be asked about one.
 */
export async function catchUp(options: CatchUpOptions): Promise<void> {
  let failure: unknown
  for (const linked of options.links.all()) {
    try {
      await catchUpWith(linked, options)
    } catch (error) {
      // One that cannot be asked about now keeps none of the others waiting.
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
}

/** Looks what was missed in this conversation, and whether it is over. Rejects where Agent Chat cannot be asked. */
export async function catchUpWith(linked: Linked, options: CatchUpOptions): Promise<void> {
  const closed = await isClosed(options.api, linked.chat)
  if (closed !== 'gone') await catchUpWords(linked, options)
  if (closed !== false) await endLink(linked, options)
}

/** Looks what agents said in the chat that was not told. Rejects where Agent Chat cannot be asked. */
export async function catchUpWords(linked: Linked, { api, links, outbox }: CatchUpOptions): Promise<void> {
  for (const message of await api.messages(linked.chat)) await passOn(linked, wordsOf({ message }), { links, outbox })
}

async function isClosed(api: AgentChatApi, chat: string): Promise<boolean | 'gone'> {
  try {
    return (await api.chat(chat)).status === 'closed'
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return 'gone'
    throw error
  }
}
