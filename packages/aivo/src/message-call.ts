/** A message of a customer's that is to reach whoever attends them in Aivo. */
export interface CustomerWords {
  readonly room: string
  /** The user's own hash. */
  readonly hash: string
  readonly text: string
}

/**
 * How a message is posted to Aivo. That it can be is documented; the address and the body are not, so that there is nothing
 * to assume: both come from whoever has them from Aivo.
 */
export interface MessageCallOptions {
  readonly url: string
  /**
   * What is posted, as JSON. A text in it that is `{room}`, `{hash}`, `{text}`, `{botId}` or `{botToken}` is replaced; what
   * is longer may hold them, too.
   */
  readonly body: Readonly<Record<string, unknown>>
  readonly botId: number
  readonly botToken: string
  /** Milliseconds; default 10,000. */
  readonly timeoutMs?: number
  readonly fetch?: typeof fetch
}

/** What came of a message. */
export interface MessageOutcome {
  readonly ok: boolean
  /** The status, or undefined where there was no answer. */
  readonly status: number | undefined
  /** One line without the token and without the body. */
  readonly why: string
}

/** Posts a customer's message. Never rejects. */
export async function message(words: CustomerWords, options: MessageCallOptions): Promise<MessageOutcome> {
  const { url, body, botId, botToken, timeoutMs = 10_000 } = options
  const values = { ...words, botId, botToken }
  try {
    const response = await (options.fetch ?? fetch)(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(filled(body, values)),
      // Following would hand the token to whoever the answer names.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return { ok: response.ok, status: response.status, why: `Aivo's messages answered ${response.status}` }
  } catch (error) {
    const { name, message, cause } = error as Error
    const because =
      name === 'TimeoutError' ? `no answer in ${timeoutMs} ms` : cause instanceof Error ? cause.message : message
    return { ok: false, status: undefined, why: `Aivo's messages cannot be reached: ${because}` }
  }
}

const names = ['room', 'hash', 'text', 'botId', 'botToken'] as const

/** The value with what is in braces replaced, each name once over: what a customer says is never looked through. */
function filled(value: unknown, values: Readonly<Record<(typeof names)[number], string | number>>): unknown {
  if (typeof value === 'string') {
    const whole = names.find((name) => value === `{${name}}`)
    if (whole !== undefined) return values[whole]
    return value.replaceAll(/\{(\w+)\}/g, (braces, name: string) => {
      const known = names.find((one) => one === name)
      return known === undefined ? braces : String(values[known])
    })
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, values)]))
}
