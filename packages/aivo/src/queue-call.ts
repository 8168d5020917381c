import { describeValue, parseJson, PayloadError } from '@pointsman/wire'

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
  /** Milliseconds; default 10,000. */
  readonly timeoutMs?: number
  readonly fetch?: typeof fetch
}

/** Queues a conversation; answers its id. Rejects with an Error that says in one line what went wrong, without the token. */
export async function queue(call: QueueCall, options: QueueCallOptions): Promise<string> {
  const { botId, botToken, url = queueUrl, timeoutMs = 10_000 } = options
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
      throw new Error(`Aivo's queue cannot be reached: ${whyNot(error as Error, timeoutMs)}`)
    })
  if (!ok) throw new Error(`Aivo's queue answered ${status}`)
  const answer = parseJson(text)
  const id =
    typeof answer === 'object' && answer !== null ? (answer as { conversationId?: unknown }).conversationId : undefined
  if (typeof id !== 'string' || id === '') throw new PayloadError('conversationId', 'text', describeValue(id))
  return id
}

/** The runtime's own words, which hold no body; a URL with credentials in it is not repeated. */
function whyNot({ name, cause }: Error, timeoutMs: number): string {
  if (name === 'TimeoutError') return `no answer in ${timeoutMs} ms`
  return cause instanceof Error ? cause.message : 'the request cannot be made'
}

/** The hash by which events name a user: as Aivo extends it. */
export function extendedHash(hash: string, botToken: string): string {
  return `${hash}_${botToken}`
}
