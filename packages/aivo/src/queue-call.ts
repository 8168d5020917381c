import { describeValue, fieldAt, parseJson, PayloadError } from '@pointsman/wire'
import { assumedRoom } from './assumed-room.ts'
import { QueueError } from './queue-error.ts'

/** Where conversations are queued, unless told otherwise. */
export const queueUrl = 'https://gateway.aivo.co/api/v1/live-handler/queue/external'

/** Documented as fixed; what it stands for is not said. */
const protocolId = 28

/** A conversation to be put in a queue. */
export interface QueueCall {
  /** The groups' ids. */
  readonly groups: readonly number[]
  readonly user: {
    /** Unique to the user, letters and digits; Aivo appends `_` and the bot's token to it. */
    readonly hash: string
    readonly firstname: string
    readonly lastname?: string
    readonly email?: string
    readonly phone?: string
  }
}

/** Where to call, and as whom. */
export interface QueueCallOptions {
  readonly botId: number
  readonly botToken: string
  /** Default: Aivo's gateway. */
  readonly url?: string
  /** The field of the answer that is the conversation's id in events. Default: `assumedRoom`. */
  readonly room?: string
  /** Milliseconds; default 10,000. */
  readonly timeoutMs?: number
  readonly fetch?: typeof fetch
}

/**
 * Queues a conversation; answers its id. Rejects with a `QueueError`, or before anything is sent with a `PayloadError`;
 * both say in one line what went wrong, without the token.
 */
export async function queue(call: QueueCall, options: QueueCallOptions): Promise<string> {
  const { botId, botToken, url = queueUrl, room = assumedRoom, timeoutMs = 10_000 } = options
  const { hash, firstname, lastname = '', email = '', phone = '' } = call.user
  if (!/^[a-z0-9]+$/i.test(hash)) throw new PayloadError('user.hash', 'letters and digits', describeValue(hash))
  const user = { hash, firstname, lastname, email, phone, extra: [] }
  const body = { botId, groupsId: call.groups, botToken, protocolId, user, status: 'queued', lastSender: 'user' }
  // It is not safe to try again: nothing says that a second call does not queue the customer twice.
  const { ok, status, text } = await (options.fetch ?? fetch)(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    // Following would hand the token, which is in the body, to whoever the answer names.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  })
    .then(async (response) => ({ ok: response.ok, status: response.status, text: await response.text() }))
    .catch((error: unknown) => {
      const why = whyNot(error as Error, timeoutMs)
      throw new QueueError(`Aivo's queue cannot be reached: ${why}`, !neverLeft(error as Error))
    })
  // A gateway that failed or gave up waiting may have failed behind the queue.
  if (!ok) throw new QueueError(`Aivo's queue answered ${status}`, status >= 500 || status === 408)
  const id = fieldAt(answerOf(text), room.split('.'))
  if (typeof id === 'string' && id !== '') return id
  throw new QueueError(`${room}: expected text, got ${describeValue(id)}`, true)
}

function answerOf(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** Nobody was there to take it. */
const nobodyThere: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

function neverLeft({ name, cause }: Error): boolean {
  // Without a cause it was the request itself that could not be made.
  if (!(cause instanceof Error)) return name === 'TypeError'
  return nobodyThere.includes(String((cause as { readonly code?: unknown }).code))
}

/** The runtime's own words, which hold no body; a URL with credentials in it is not repeated. */
function whyNot({ name, cause }: Error, timeoutMs: number): string {
  if (name === 'TimeoutError') return `no answer in ${timeoutMs} ms`
  return cause instanceof Error ? cause.message : 'the request cannot be made'
}
