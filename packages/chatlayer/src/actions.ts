/** Where conversation actions are sent, by region. */
export const actionUrls = {
  eu: 'https://api.chatlayer.ai',
  us: 'https://api.prod.us-east4.gcp.chatlayer.ai',
  asia: 'https://api.prod.asia-south1.gcp.chatlayer.ai',
} as const

/** Which conversation. */
export interface Conversation {
  readonly botId: string
  readonly session: string
  /** `DRAFT` or `LIVE`. */
  readonly version: string
}

/** How to reach the conversation actions. */
export interface ActionOptions {
  /** The region's address, without a path. */
  readonly url: string
  readonly token: string
  /** Milliseconds; default 10,000. */
  readonly timeoutMs?: number
  readonly fetch?: typeof fetch
}

/** What came of an action. */
export interface ActionOutcome {
  readonly ok: boolean
  /** The status, or undefined where there was no answer. */
  readonly status: number | undefined
  /** One line without the token and without the body. */
  readonly why: string
}

/** The body that says something as an agent. */
export function saying(text: string): object {
  return { sendMessages: [{ textMessageTemplate: { textMessages: [{ text }] } }] }
}

/** Sends a conversation action. Never rejects. */
export async function act(conversation: Conversation, body: object, options: ActionOptions): Promise<ActionOutcome> {
  const { botId, session, version } = conversation
  const { url, token, timeoutMs = 10_000 } = options
  const path = `/v1/bots/${encodeURIComponent(botId)}/conversations/${encodeURIComponent(session)}/actions`
  try {
    const response = await (options.fetch ?? fetch)(`${url}${path}?version=${encodeURIComponent(version)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      // Following would hand what was said to whoever the answer names, or turn it into a GET that says nothing.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return { ok: response.ok, status: response.status, why: `the conversation's actions answered ${response.status}` }
  } catch (error) {
    const { name, message, cause } = error as Error
    const because =
      name === 'TimeoutError' ? `no answer in ${timeoutMs} ms` : cause instanceof Error ? cause.message : message
    return { ok: false, status: undefined, why: `the conversation's actions cannot be reached: ${because}` }
  }
}
