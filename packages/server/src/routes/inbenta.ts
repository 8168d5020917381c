import { PayloadError } from '@pointsman/wire'
import type { Context } from 'hono'
import type { Decision } from '@pointsman/core'
import {
  challengeAnswer,
  challengeHeader,
  encodeAnswer,
  isAssign,
  isUsableSecret,
  parseSignature,
  secretHeader,
  signatureHeader,
  type Payload,
  type ReadPayload,
  type ReplyShape,
} from '@pointsman/inbenta'
import type { Clock } from '../clock.ts'
import type { Desk } from '../desk.ts'
import type { Log } from '../log.ts'
import type { ServerMetrics } from '../metrics/server-metrics.ts'
import type { Secrets } from '../secrets.ts'
import { bodyOf, headerOf, sinceFirstByte } from '../way-in/arrival.ts'
import type { BeingRead } from '../way-in/being-read.ts'
import { noBody } from '../way-in/no-body.ts'
import { outgrown } from '../way-in/outgrown.ts'
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
  /** Reads and checks a verified body. Throws a PayloadError. */
  readonly read: (bytes: Uint8Array) => ReadPayload
  readonly reply: ReplyShape
  readonly mostBytes: number
  readonly beingRead: BeingRead
  readonly budgetMs: number
  /** Somebody who acts on what Agent Chat tells; resolves when that is safe. */
  readonly heard: ((payload: Payload) => Promise<void>) | undefined
}

/** Inbenta's webhook: handshake, challenge, `chats:assign`, and whatever else it reports. */
export class InbentaRoute {
  readonly #options: InbentaRouteOptions

  constructor(options: InbentaRouteOptions) {
    this.#options = options
  }

  /** Any request to the route, of any method: a handshake is known by its header alone. */
  handle(c: Context): Response | Promise<Response> {
    const offered = headerOf(c, secretHeader)
    if (offered !== undefined) return this.#handshake(offered)
    const challenge = headerOf(c, challengeHeader)
    if (challenge !== undefined) return this.#challenge(challenge, headerOf(c, signatureHeader))
    if (c.req.method !== 'POST') return this.#refuse({ status: 404, reason: 'method', message: 'nothing to GET here' })
    return this.#post(c)
  }

  #post(c: Context): Response | Promise<Response> {
    const { clock, verifying, mostBytes, beingRead, budgetMs } = this.#options
    const spent = sinceFirstByte(c)
    const began = clock.elapsed() - spent
    // Before the body: a stranger's is not worth the memory.
    const signature = parseSignature(headerOf(c, signatureHeader), verifying.settings.encoding)
    if (signature === undefined) return this.#refuse(unsigned)
    return bodyOf(c, { mostBytes, withinMs: Math.max(1, budgetMs - spent), beingRead }).then((bytes) =>
      typeof bytes === 'string' ? this.#refuse(noBody[bytes]) : this.#verify(bytes, signature, began),
    )
  }

  // From here on nothing is waited for that need not be: each wait would cost as much as deciding does.
  #verify(bytes: Uint8Array, signature: Uint8Array, began: number): Response | Promise<Response> {
    const { secrets, verifying } = this.#options
    const id = verify(bytes, signature, secrets.known(), verifying)
    return id instanceof Promise
      ? id.then((known) => this.#dealWith(bytes, known, began))
      : this.#dealWith(bytes, id, began)
  }

  #dealWith(bytes: Uint8Array, id: string | Refusal, began: number): Response | Promise<Response> {
    const { metrics, desk } = this.#options
    if (typeof id !== 'string') return this.#refuse(id)
    const beyond = outgrown(bytes)
    if (beyond !== undefined) return this.#refuse({ status: 400, reason: 'malformed', message: beyond })
    let read: ReadPayload
    try {
      read = this.#options.read(bytes)
    } catch (error) {
      return this.#refuse(malformed(error))
    }
    const { outline } = read
    metrics.events.inc(knownTriggers.has(outline.trigger) ? outline.trigger : 'other')
    if (!isAssign(outline)) return this.#take(read, id, began)
    const decision = desk.answer({ read, id, began })
    return decision instanceof Promise ? decision.then((made) => this.#answer(made)) : this.#answer(decision)
  }

  async #take(read: ReadPayload, id: string, began: number): Promise<Response> {
    await this.#options.desk.take({ read, id, began })
    // Known or not: whether what follows from it was done before is for whoever does it to say.
    await this.#options.heard?.(read.payload)
    return new Response(null, { status: 200 })
  }

  #answer(decision: Decision): Response {
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

function malformed(error: unknown): Refusal {
  const message = error instanceof PayloadError ? error.message : 'the payload cannot be read'
  return { status: 400, reason: 'malformed', message }
}
