import type { CustomerWords, MessageOutcome } from '@pointsman/aivo'
import { act, saying, type ActionOptions, type ActionOutcome, type BotSwitch } from '@pointsman/chatlayer'
import { ApiError, type AgentChatApi } from '@pointsman/inbenta/api'
import { hashOf } from '../handover/hash-of.ts'
import type { Attempt, Outcome, Parcel } from '../outbox/parcel.ts'
import { isFinal } from './is-final.ts'
import type { Links } from './links.ts'
import type { Carried } from './parcels.ts'

/** Where things are carried to. */
export interface Destinations {
  /** Undefined where nothing is bridged to Agent Chat. */
  readonly api: AgentChatApi | undefined
  /** Posts a customer's words to Aivo; undefined where nobody knows how. */
  readonly aivo?: ((words: CustomerWords) => Promise<MessageOutcome>) | undefined
  readonly actions: ActionOptions
  readonly botSwitch: BotSwitch
  /** Which conversation is with which chat now; undefined where nothing is bridged. */
  readonly links: Pick<Links, 'ofChat' | 'ofSession'> | undefined
  /** Closes a chat that nobody is to have; undefined where nothing is bridged. */
  readonly closeUnwanted: ((chat: string) => Promise<Outcome>) | undefined
}

/** Makes one attempt to deliver a parcel of the bridge. */
export function carry({ aivo, api, actions, botSwitch, closeUnwanted, links }: Destinations) {
  return async (parcel: Parcel, attempt: Attempt): Promise<Outcome> => {
    const body = parcel.body as Carried
    if (body.to === 'agent-chat' || body.to === 'nobody') {
      if (api === undefined || closeUnwanted === undefined)
        return { kind: 'never', why: 'there is no Agent Chat any more' }
      if (body.to === 'agent-chat') return toAgentChat(api, body, attempt)
      // Asked for once more, the conversation got the chat that was there already.
      return links?.ofChat(body.chat)?.closed === false ? { kind: 'done' } : closeUnwanted(body.chat)
    }
    if (body.to === 'aivo') {
      if (aivo === undefined) return { kind: 'never', why: 'nobody knows any more how words are posted to Aivo' }
      const { room, text } = body
      return outcomeOf(await aivo({ room, text, hash: await hashOf(body.session) }))
    }
    // The customer asked for a human once more before this arrived: the bot would talk over them.
    if (body.to === 'bot' && (links?.ofSession(body.link.session)?.chat ?? body.chat) !== body.chat)
      return { kind: 'done' }
    const action = body.to === 'bot' ? (body.speaks ? botSwitch.resume : botSwitch.pause) : saying(body.text)
    return outcomeOf(await act(body.link, action, actions))
  }
}

/** Whether words arrived whose answer was lost cannot be looked up: twice is better than never. */
function outcomeOf({ ok, status, why }: ActionOutcome | MessageOutcome): Outcome {
  if (ok) return { kind: 'done' }
  return status !== undefined && isFinal(status)
    ? { kind: 'never', why }
    : { kind: 'again', why, uncertain: status === undefined }
}

async function toAgentChat(
  api: AgentChatApi,
  { chat, user, text, ordinal }: Extract<Carried, { to: 'agent-chat' }>,
  { uncertain }: Attempt,
): Promise<Outcome> {
  try {
    if (uncertain) {
      // Words go one by one, so if so many of the customer's are in, this one is among them.
      const messages = await api.messages(chat)
      if (messages.filter(({ sender }) => sender === user).length >= ordinal) return { kind: 'done' }
    }
    await api.sendMessage({ chatId: chat, sender: user, message: text })
    return { kind: 'done' }
  } catch (error) {
    const why = (error as Error).message
    if (!(error instanceof ApiError)) return { kind: 'again', why, uncertain: true }
    if (error.status === undefined || error.kind === 'unreadable') return { kind: 'again', why, uncertain: true }
    if (isFinal(error.status)) return { kind: 'never', why }
    // A server that failed may have failed behind the writing.
    return { kind: 'again', why, uncertain: error.status >= 500 }
  }
}
