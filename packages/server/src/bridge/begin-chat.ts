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
  /** A chat that is there already is about to be used: nobody is to close it; resolves when nobody is just closing it. */
  readonly claim: (chat: string) => Promise<void>
  /** Has a chat closed that was begun for nothing; resolves when that is safe. */
  readonly drop: (chat: string) => Promise<void>
  /** Ends the attempt; a chat that is made all the same is dropped. */
  readonly signal: AbortSignal
}

/** Of so many messages of the history it is remembered that agents have them. */
const mostHandedOver = 50

/**
 * The documented flow: is there anybody; the user by the session; the chat with its history; without queue mode the
 * search for an agent. Undefined where nobody takes it. Then, and where it fails half-way, no chat is left behind. Rejects
 * with an `ApiError` or the signal's reason.
 */
export async function beginChat(event: OffloadEvent, options: BeginOptions): Promise<Link | undefined> {
  const { api, reading, source, drop, signal } = options
  const { session, transcript } = event
  const { queue: room, language } = decodeOffload(event, reading)
  const lang = language === '' ? {} : { lang: language }
  const queued = (await api.settings({ signal })).queue?.active === true
  if (
    !(queued
      ? await api.agentsOnline({ roomId: room, ...lang }, { signal })
      : await anyAvailable(options, room, language))
  )
    return undefined
  const name = customerOf(event)?.firstname || session
  const user = await userFor(api, { name, externalId: session }, { signal })
  signal.throwIfAborted()
  // Not under the signal: given up on the way, it would be made all the same and nobody knew its id.
  const chat = await chatOf(options, {
    room,
    creator: user.id,
    externalId: session,
    history: historyOf(transcript, user.id),
    ...lang,
    ...(source === undefined ? {} : { source }),
  })
  try {
    signal.throwIfAborted()
    if (queued || !isLookingFor(chat) || (await api.assignChat(chat.id, {}, { signal })) !== undefined)
      return await linkOf(event, chat.id, user.id, options)
  } catch (error) {
    await drop(chat.id)
    throw error
  }
  await drop(chat.id)
  return undefined
}

async function linkOf(
  { at, botId, session, transcript, version }: OffloadEvent,
  chat: string,
  user: string,
  { api, signal }: BeginOptions,
): Promise<Link> {
  const before = (await api.messages(chat, { signal })).filter(({ sender }) => sender === user).length
  const handedOver = transcript.filter(({ actor }) => actor === 'user').map(({ id }) => id)
  return { session, botId, version, chat, user, offloadedAt: at, before, handedOver: handedOver.slice(-mostHandedOver) }
}

async function anyAvailable({ api, signal }: BeginOptions, room: string, language: string): Promise<boolean> {
  const langs = language === '' ? {} : { langs: [language] }
  return ((await api.agentsAvailable({ roomIds: [room], ...langs }, { signal }))[room] ?? 0) > 0
}

/** A new chat, or the one that the user has already: made before an answer was lost, or somebody died who should know it. */
async function chatOf({ api, claim }: BeginOptions, wanted: NewChat): Promise<ApiChat> {
  try {
    return await api.createChat(wanted)
  } catch (error) {
    if (!(error instanceof ApiError && (error.status === 409 || mayBeMade(error)))) throw error
    const { chats } = await api.user(wanted.creator)
    for (const id of Array.isArray(chats) ? chats : []) {
      // First, so that it is not closed behind our looking: an earlier attempt may have given it up.
      await claim(String(id))
      const chat = await api.chat(String(id))
      if (chat.status !== 'closed') return chat
    }
    throw error
  }
}

function mayBeMade({ kind, status }: ApiError): boolean {
  return status === undefined || status >= 500 || kind === 'unreadable'
}

function isLookingFor({ solver }: ApiChat): boolean {
  return solver === undefined || solver === ''
}
