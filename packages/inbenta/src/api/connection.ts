import type { z } from 'zod'
import { ApiError, type ApiErrorKind } from './api-error.ts'
import { credentialHeaders, type DomainKeyCredentials, type SecretCredentials } from './credentials.ts'
import { readQuota, type Quota } from './quota.ts'
import { readError } from './read-error.ts'
import type { Route } from './route.ts'
import { pauseBefore, realTiming, type Timing } from './timing.ts'

/** How to reach Agent Chat. */
export interface ConnectionOptions {
  /** With the version, such as `https://agentchat-eu.inbenta.chat:8000/v1`. */
  readonly url: string
  /** For one try, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number
  /** How often a call that may be repeated is sent at most. Default 3. */
  readonly attempts?: number
  /** Default: the runtime's. */
  readonly fetch?: typeof fetch
  readonly timing?: Timing
}

/** What one call may want otherwise. */
export interface CallOptions {
  /** Ends the call, and whatever it waits for; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  /**
   * Why this call does no harm when it arrives twice, such as `externalId is unique`. Without a reason, what is not
   * repeatable by nature is sent once.
   */
  readonly idempotentBecause?: string
}

/** What fills a route in. */
export interface Filling {
  readonly path?: Readonly<Record<string, string>>
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
}

/** Sends calls: headers, time-outs, repeats where they do no harm, errors as `ApiError`. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #credentials: SecretCredentials | DomainKeyCredentials
  readonly #base: string
  /** What the last answer said of the allowance. */
  quota: Quota | undefined

  constructor(options: ConnectionOptions, credentials: SecretCredentials | DomainKeyCredentials) {
    const base = URL.canParse(options.url) ? new URL(options.url) : undefined
    if (base === undefined || !/^https?:$/.test(base.protocol)) throw new TypeError('url: expected http:// or https://')
    this.#base = options.url.replace(/\/+$/, '')
    this.#options = options
    this.#credentials = credentials
  }

  /** Calls a route and reads the answer by the schema. Rejects with an `ApiError`. */
  async call<T>(route: Route, schema: z.ZodType<T>, filling: Filling = {}, options: CallOptions = {}): Promise<T> {
    const { attempts = 3, timing = realTiming } = this.#options
    const target = this.#target(route, filling)
    if (!route.domainKey && !('secret' in this.#credentials)) {
      throw new ApiError({ kind: 'needs-secret', route: nameOf(route), reason: needsSecret, attempts: 0 })
    }
    const repeatable = route.repeatable || (options.idempotentBecause ?? '') !== ''
    const most = repeatable ? attempts : 1
    const { signal = new AbortController().signal } = options
    for (let tries = 1; ; tries++) {
      signal.throwIfAborted()
      const came = await this.#once(route, target, filling.body, options, signal)
      if (came.kind === 'success') return this.#read(route, schema, came, tries)
      if (tries >= most || !came.passing) throw this.#error(route, came, tries)
      await timing.wait(pauseBefore(tries - 1, came.retryAfter, timing.random), signal)
    }
  }

  async #once(
    route: Route,
    target: string,
    body: unknown,
    { timeoutMs = this.#options.timeoutMs ?? 10_000 }: CallOptions,
    signal: AbortSignal,
  ): Promise<Success | Failed> {
    const { fetch: send = globalThis.fetch, timing = realTiming } = this.#options
    const late = new AbortController()
    const answered = new AbortController()
    void timing.wait(timeoutMs, answered.signal).then(() => {
      if (!answered.signal.aborted) late.abort()
    })
    try {
      const response = await send(target, {
        method: route.method,
        headers: {
          accept: 'application/json',
          ...credentialHeaders(this.#credentials),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Following would hand the secret to whoever the answer names.
        redirect: 'manual',
        signal: AbortSignal.any([late.signal, signal]),
      })
      const text = await response.text()
      this.quota = readQuota(response.headers) ?? this.quota
      if (response.ok) return { kind: 'success', status: response.status, text }
      const { status } = response
      const passing = status === 429 || status === 502 || status === 503 || status === 504
      const retryAfter = response.headers.get('retry-after')
      return { kind: 'refused', status, passing, retryAfter, ...readError(text) }
    } catch (cause) {
      signal.throwIfAborted()
      const failed = { passing: true, retryAfter: null, cause }
      if (late.signal.aborted) return { kind: 'timeout', reason: `no answer within ${timeoutMs} ms`, ...failed }
      return { kind: 'unreachable', reason: whyUnreachable(cause), ...failed }
    } finally {
      answered.abort()
    }
  }

  #read<T>(route: Route, schema: z.ZodType<T>, { status, text }: Success, attempts: number): T {
    const failed = (reason: string): ApiError => this.#error(route, { kind: 'unreadable', status, reason }, attempts)
    let value: unknown
    try {
      // Some routes have nothing to say.
      value = text.trim() === '' ? {} : JSON.parse(text)
    } catch {
      throw failed('expected JSON, got something else')
    }
    const read = schema.safeParse(value)
    if (read.success) return read.data
    const [issue] = read.error.issues
    throw failed(`${issue?.path.join('.') || 'the answer'}: ${issue?.message ?? 'is not what it must be'}`)
  }

  #error(route: Route, failed: Omit<Failed, 'passing' | 'retryAfter'>, attempts: number): ApiError {
    const { cause, code, kind, reason, status } = failed
    return new ApiError(
      {
        kind,
        route: nameOf(route),
        reason,
        attempts,
        ...(status === undefined ? {} : { status }),
        ...(code === undefined ? {} : { code }),
        ...(this.quota === undefined ? {} : { quota: this.quota }),
      },
      cause === undefined ? undefined : { cause },
    )
  }

  #target(route: Route, { path = {}, query = {} }: Filling): string {
    const filled = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = path[name]
      // An empty id would make it another route: every chat instead of one.
      if (typeof value !== 'string' || value === '' || /^\.{1,2}$/.test(value)) {
        throw new TypeError(`${nameOf(route)}: ${name}: expected an id, got ${JSON.stringify(value)}`)
      }
      return encodeURIComponent(value)
    })
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const search = new URLSearchParams(given).toString()
    return `${this.#base}${filled}${search === '' ? '' : `?${search}`}`
  }
}

interface Success {
  readonly kind: 'success'
  readonly status: number
  readonly text: string
}

interface Failed {
  readonly kind: ApiErrorKind
  readonly status?: number
  readonly code?: number | string
  readonly reason: string
  /** It may go better later. */
  readonly passing: boolean
  readonly retryAfter: string | null
  readonly cause?: unknown
}

const needsSecret = 'a domain key does not open it: it needs the secret'

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`
}

function whyUnreachable(error: unknown): string {
  const { code } = ((error as Error).cause ?? {}) as { readonly code?: unknown }
  return `no connection (${typeof code === 'string' ? code : (error as Error).message})`
}
