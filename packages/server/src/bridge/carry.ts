import { act, saying, type ActionOptions, type BotSwitch } from '@pointsman/chatlayer'
import { ApiError, type AgentChatApi } from '@pointsman/inbenta/api'
import type { Attempt, Outcome, Parcel } from '../outbox/parcel.ts'
import type { Carried } from './parcels.ts'

/** Where things are carried to. */
export interface Destinations {
  /** Undefined where nothing is bridged to Agent Chat. */
  readonly api: AgentChatApi | undefined
  readonly actions: ActionOptions
  readonly botSwitch: BotSwitch
  /** Whether the conversation is with another chat by now. */
  readonly wentOn: (session: string, chat: string) => boolean
}

/** Makes one attempt to deliver a parcel of the bridge. */
export function carry({ api, actions, botSwitch, wentOn }: Destinations) {
  return async (parcel: Parcel, attempt: Attempt): Promise<Outcome> => {
    const body = parcel.body as Carried
    if (body.to === 'agent-chat' || body.to === 'nobody') {
      if (api === undefined) return { kind: 'never', why: 'there is no Agent Chat any more' }
      return body.to === 'nobody' ? toNobody(api, body.chat) : toAgentChat(api, body, attempt)
    }
    // The customer asked for a human once more before this arrived: the bot would talk over them.
    if (body.to === 'bot' && wentOn(body.link.session, body.chat)) return { kind: 'done' }
    const action = body.to === 'bot' ? (body.speaks ? botSwitch.resume : botSwitch.pause) : saying(body.text)
    const { ok, status, why } = await act(body.link, action, actions)
    if (ok) return { kind: 'done' }
    // Whether words arrived whose answer was lost cannot be looked up: twice is better than never.
    return status !== undefined && isFinal(status)
      ? { kind: 'never', why }
      : { kind: 'again', why, uncertain: status === undefined }
  }
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

async function toNobody(api: AgentChatApi, chat: string): Promise<Outcome> {
  try {
    await api.closeChat(chat)
    return { kind: 'done' }
  } catch (error) {
    const status = error instanceof ApiError ? error.status : undefined
    // Gone, or closed already.
    if (status === 404 || status === 409) return { kind: 'done' }
    const why = (error as Error).message
    return status !== undefined && isFinal(status) ? { kind: 'never', why } : { kind: 'again', why, uncertain: true }
  }
}

/** Whether the same request would be refused for ever. Not so 401: a credential can be mended. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)
}
