import { customerOf, decodeOffload, type OffloadEvent, type OffloadReading } from '@pointsman/chatlayer'
import { ApiError, userFor, type AgentChatApi, type ApiChat, type NewChat } from '@pointsman/inbenta/api'
import { historyOf } from './history.ts'
import type { Link } from './link.ts'

/** How an offload becomes a chat. */
export interface BeginOptions {
  readonly api: AgentChatApi
  readonly reading: OffloadReading
  /** The number by which Agent Chat knows where a chat comes from. */
  readonly source?: number | undefined
}

/** Of so many messages of the history it is remembered that agents have them. */
const mostHandedOver = 50

/**
 * The documented flow: is there anybody; the user by the session; the chat with its history; without queue mode the
 * search for an agent. Undefined where nobody takes it, and then no chat is left behind. Rejects with an `ApiError`.
 */
export async function beginChat(
  event: OffloadEvent,
  { api, reading, source }: BeginOptions,
): Promise<Link | undefined> {
  const { botId, session, transcript, version } = event
  const { queue: room, language } = decodeOffload(event, reading)
  const lang = language === '' ? {} : { lang: language }
  const queued = (await api.settings()).queue?.active === true
  if (!(queued ? await api.agentsOnline({ roomId: room, ...lang }) : await anyAvailable(api, room, language)))
    return undefined
  const name = customerOf(event)?.firstname || session
  const user = await userFor(api, { name, externalId: session })
  const chat = await chatOf(api, {
    room,
    creator: user.id,
    externalId: session,
    history: historyOf(transcript, user.id),
    ...lang,
    ...(source === undefined ? {} : { source }),
  })
  if (!queued && isLookingFor(chat) && (await api.assignChat(chat.id)) === undefined) {
    await api.closeChat(chat.id)
    return undefined
  }
  const messages = await api.messages(chat.id)
  const before = messages.filter(({ sender }) => sender === user.id).length
  const handedOver = transcript.filter(({ actor }) => actor === 'user').map(({ id }) => id)
  return {
    session,
    botId,
    version,
    chat: chat.id,
    user: user.id,
    before,
    handedOver: handedOver.slice(-mostHandedOver),
  }
}

async function anyAvailable(api: AgentChatApi, room: string, language: string): Promise<boolean> {
  const langs = language === '' ? {} : { langs: [language] }
  return ((await api.agentsAvailable({ roomIds: [room], ...langs }))[room] ?? 0) > 0
}

/** A new chat, or the one that the user has already: made before somebody died who should have remembered it. */
async function chatOf(api: AgentChatApi, wanted: NewChat): Promise<ApiChat> {
  try {
    return await api.createChat(wanted)
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 409)) throw error
    const { chats } = await api.user(wanted.creator)
    for (const id of Array.isArray(chats) ? chats : []) {
      const chat = await api.chat(String(id))
      if (chat.status !== 'closed') return chat
    }
    throw error
  }
}

function isLookingFor({ solver }: ApiChat): boolean {
  return solver === undefined || solver === ''
}
