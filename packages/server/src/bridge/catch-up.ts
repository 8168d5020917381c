import { ApiError, type AgentChatApi } from '@pointsman/inbenta/api'
import type { Outbox } from '../outbox/outbox.ts'
import type { Linked, Links } from './links.ts'
import { botSpeaks, toChatlayer } from './parcels.ts'
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
export async function catchUp({ api, links, outbox }: CatchUpOptions): Promise<void> {
  let failure: unknown
  for (const linked of links.all()) {
    try {
      const closed = await isClosed(api, linked.chat)
      if (closed !== 'gone') await catchUpWords(linked, { api, outbox })
      if (closed !== false) await end(linked, links, outbox)
    } catch (error) {
      // One that cannot be asked about now keeps none of the others waiting.
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
}

/** Looks what agents said in the chat that was not told. */
export async function catchUpWords(
  linked: Linked,
  { api, outbox }: Pick<CatchUpOptions, 'api' | 'outbox'>,
): Promise<void> {
  for (const message of await api.messages(linked.chat)) {
    const { id, sender, text } = wordsOf({ message })
    if (sender === linked.user || machines.includes(sender) || text === '') continue
    await outbox.put(toChatlayer(linked, id, text))
  }
}

/** Who is no agent: the bot, whose words are in the history, and the platform itself. */
const machines: readonly string[] = ['assistant', 'system', '']

async function end(linked: Linked, links: Links, outbox: Outbox): Promise<void> {
  await outbox.put(botSpeaks(linked))
  await links.close(linked)
}

async function isClosed(api: AgentChatApi, chat: string): Promise<boolean | 'gone'> {
  try {
    return (await api.chat(chat)).status === 'closed'
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return 'gone'
    throw error
  }
}
