import { PayloadError } from '@pointsman/wire'
import type { Context } from 'hono'
import {
  challengeAnswer,
  challengeHeader,
  encodeAnswer,
  isAssign,
  isUsableSecret,
  parsePayload,
  parseSignature,
  secretHeader,
  signatureHeader,
  type Payload,
  type ReplyShape,
} from '@pointsman/inbenta'
import type { Clock } from '../clock.ts'
import type { Delivery, Desk } from '../desk.ts'
import type { Log } from '../log.ts'
import type { ServerMetrics } from '../metrics/server-metrics.ts'
import type { Secrets } from '../secrets.ts'
import { bodyOf, headerOf } from '../way-in/arrival.ts'
import type { BeingRead } from '../way-in/being-read.ts'
import type { NoBody } from '../way-in/body-limits.ts'
import { refused, type Refusal } from '../way-in/refusal.ts'
import { unsigned, verify, type Verifying } from '../way-in/verify.ts'
import { knownTriggers } from './known-triggers.ts'

/** What Inbenta's route stands on. */
export interface InbentaRouteOptions {
  readonly clock: Clock
  readonly log: Log
  readonly metrics: ServerMetrics
  readonly desk: Desk
  readonly secrets: Secrets
  readonly pairing: boolean
  readonly verifying: Verifying
  readonly reply: ReplyShape
  readonly mostBytes: number
  readonly beingRead: BeingRead
  readonly budgetMs: number
}

/** Inbenta's webhook: handshake, challenge, `chats:assign`, and whatever else it reports. */
export class InbentaRoute {
  readonly #options: InbentaRouteOptions

  constructor(options: InbentaRouteOptions) {
    this.#options = options
  }

  /** Any request to the route, of any method: a handshake is known by its header alone. */
  async handle(c: Context): Promise<Response> {
    const offered = headerOf(c, secretHeader)
    if (offered !== undefined) return this.#handshake(offered)
    const challenge = headerOf(c, challengeHeader)
    if (challenge !== undefined) return this.#challenge(challenge, headerOf(c, signatureHeader))
    if (c.req.method !== 'POST') return this.#refuse({ status: 404, reason: 'method', message: 'nothing to GET here' })
    return this.#post(c)
  }

  async #post(c: Context): Promise<Response> {
    const { clock, desk, secrets, verifying, mostBytes, beingRead, budgetMs, metrics } = this.#options
    const began = clock.elapsed()
    // Before the body: a stranger's is not worth the memory.
    const signature = parseSignature(headerOf(c, signatureHeader), verifying.settings.encoding)
    if (signature === undefined) return this.#refuse(unsigned)
    const bytes = await bodyOf(c, { mostBytes, withinMs: budgetMs, beingRead })
    if (typeof bytes === 'string') return this.#refuse(noBody[bytes])
    const id = await verify(bytes, signature, secrets.known(), verifying)
    if (typeof id !== 'string') return this.#refuse(id)
    const text = verifying.decode(bytes)
    let payload: Payload
    try {
      payload = parsePayload(text)
    } catch (error) {
      return this.#refuse(malformed(error))
    }
    metrics.events.inc(knownTriggers.has(payload.trigger) ? payload.trigger : 'other')
    const delivery: Delivery = { payload, text, bytes, id, began }
    if (!isAssign(payload)) {
      await desk.take(delivery)
      return new Response(null, { status: 200 })
    }
    const decision = await desk.answer({ ...delivery, payload })
    const { contentType, body } = encodeAnswer(decision, this.#options.reply)
    return new Response(body, { status: 200, headers: { 'content-type': contentType } })
  }

  async #handshake(offered: string): Promise<Response> {
    const { secrets, pairing, log } = this.#options
    if (!pairing && secrets.known().length > 0) {
      log.warn({}, 'a handshake was refused: a secret is known, and pairing is off')
      return this.#refuse({ status: 403, reason: 'handshake', message: 'pairing is off and a secret is known' })
    }
    if (!isUsableSecret(offered)) {
      return this.#refuse({ status: 400, reason: 'handshake', message: 'X-Hook-Secret is no usable secret' })
    }
    try {
      await secrets.add(offered)
    } catch (error) {
      log.error({ error: (error as Error).message }, 'the secret of a handshake could not be stored')
      return this.#refuse({ status: 500, reason: 'handshake', message: 'the secret could not be stored' })
    }
    log.info({}, 'paired: the secret of a handshake is stored')
    return new Response(null, { status: 200, headers: { [secretHeader]: offered } })
  }

  #challenge(challenge: string, claim: string | undefined): Response {
    const answer = challengeAnswer(challenge, claim, this.#options.secrets.known())
    if (answer === undefined) {
      return this.#refuse({ status: 401, reason: 'challenge', message: 'X-Hook-Signature is not the secret' })
    }
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
    return new Response(answer, { status: 200, headers })
  }

  #refuse(refusal: Refusal): Response {
    this.#options.metrics.refused.inc(refusal.reason)
    this.#options.log.debug({ status: refusal.status, reason: refusal.reason }, 'refused')
    return refused(refusal)
  }
}

const noBody: Readonly<Record<NoBody, Refusal>> = {
  'too-large': { status: 413, reason: 'too-large', message: 'the body is too large' },
  'too-slow': { status: 408, reason: 'too-slow', message: 'the body did not come in time' },
  aborted: { status: 499, reason: 'aborted', message: 'the body was cut off' },
  'too-many': { status: 503, reason: 'too-many', message: 'too much is being read already', unread: true },
}

function malformed(error: unknown): Refusal {
  const message = error instanceof PayloadError ? error.message : 'the payload cannot be read'
  return { status: 400, reason: 'malformed', message }
}
