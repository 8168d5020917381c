import { PayloadError } from '@pointsman/wire'
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
import type { Arrival } from '../way-in/arrival.ts'
import type { BodyLimits, NoBody } from '../way-in/body-limits.ts'
import { noBody } from '../way-in/no-body.ts'
import { outgrown } from '../way-in/outgrown.ts'
import { refusalReply, type Refusal } from '../way-in/refusal.ts'
import type { Reply } from '../way-in/reply.ts'
import { unsigned, verify, type Verifying } from '../way-in/verify.ts'
import { knownTriggers } from './known-triggers.ts'

/** An answer, now or later; undefined where whoever reads the body hands it over. */
type Made = Reply | Promise<Reply> | undefined

/** Where Inbenta's webhook is. */
export const inbentaPath = '/webhooks/inbenta'

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
  /** Within the budget, less what the headers took. */
  readonly body: BodyLimits
  /** Somebody who acts on what Agent Chat tells; resolves when that is safe. */
  readonly heard: ((payload: Payload) => Promise<void>) | undefined
  /** Whether the process is about to end. */
  readonly draining: () => boolean
}

/** Inbenta's webhook: handshake, challenge, `chats:assign`, and whatever else it reports. */
export class InbentaRoute {
  readonly #options: InbentaRouteOptions

  constructor(options: InbentaRouteOptions) {
    this.#options = options
  }

  /** Answers any request to the route, of any method: a handshake is known by its header alone. Never fails. */
  answer(arrival: Arrival, reply: (made: Reply) => void): void {
    this.#conclude(() => this.#handle(arrival, reply), reply)
  }

  /** Hands over what the work makes, whatever comes of it; nothing where it is for others to do. */
  #conclude(work: () => Made, reply: (made: Reply) => void): void {
    let made: Made
    try {
      made = work()
    } catch (error) {
      made = this.#failed(error)
    }
    if (made instanceof Promise) void made.catch(this.#failed).then((late) => reply(this.#counted(late)))
    else if (made !== undefined) reply(this.#counted(made))
  }

  #counted(made: Reply): Reply {
    const { metrics, draining } = this.#options
    metrics.requests.inc('inbenta', String(made.status))
    return draining() ? { ...made, headers: { ...made.headers, connection: 'close' } } : made
  }

  #handle(arrival: Arrival, reply: (made: Reply) => void): Made {
    const offered = arrival.header(secretHeader)
    if (offered !== undefined) return this.#handshake(offered)
    const challenge = arrival.header(challengeHeader)
    if (challenge !== undefined) return this.#challenge(challenge, arrival.header(signatureHeader))
    if (arrival.method !== 'POST')
      return this.#refuse({ status: 404, reason: 'method', message: 'nothing to GET here' })
    return this.#post(arrival, reply)
  }

  #post(arrival: Arrival, reply: (made: Reply) => void): Made {
    const { clock, verifying, body } = this.#options
    const spent = arrival.sinceFirstByte()
    const began = clock.elapsed() - spent
    // Before the body: a stranger's is not worth the memory.
    const signature = parseSignature(arrival.header(signatureHeader), verifying.settings.encoding)
    if (signature === undefined) return this.#refuse(unsigned)
    const take = (bytes: Uint8Array | NoBody): Made =>
      typeof bytes === 'string' ? this.#refuse(noBody[bytes]) : this.#verify(bytes, signature, began)
    arrival.body({ ...body, withinMs: Math.max(1, body.withinMs - spent) }, (bytes) =>
      this.#conclude(() => take(bytes), reply),
    )
    return undefined
  }

  // From here on nothing is waited for that need not be: each wait would cost as much as deciding does.
  #verify(bytes: Uint8Array, signature: Uint8Array, began: number): Reply | Promise<Reply> {
    const { secrets, verifying } = this.#options
    const id = verify(bytes, signature, secrets.known(), verifying)
    return id instanceof Promise
      ? id.then((known) => this.#dealWith(bytes, known, began))
      : this.#dealWith(bytes, id, began)
  }

  #dealWith(bytes: Uint8Array, id: string | Refusal, began: number): Reply | Promise<Reply> {
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

  async #take(read: ReadPayload, id: string, began: number): Promise<Reply> {
    await this.#options.desk.take({ read, id, began })
    // Known or not: whether what follows from it was done before is for whoever does it to say.
    await this.#options.heard?.(read.payload)
    return { status: 200, headers: {}, body: null }
  }

  #answer(decision: Decision): Reply {
    const { contentType, body } = encodeAnswer(decision, this.#options.reply)
    return { status: 200, headers: { 'content-type': contentType }, body }
  }

  async #handshake(offered: string): Promise<Reply> {
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
    return { status: 200, headers: { [secretHeader]: offered }, body: null }
  }

  #challenge(challenge: string, claim: string | undefined): Reply {
    const answer = challengeAnswer(challenge, claim, this.#options.secrets.known())
    if (answer === undefined) {
      return this.#refuse({ status: 401, reason: 'challenge', message: 'X-Hook-Signature is not the secret' })
    }
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
    return { status: 200, headers, body: answer }
  }

  #refuse(refusal: Refusal): Reply {
    this.#options.metrics.refused.inc(refusal.reason)
    this.#options.log.debug({ status: refusal.status, reason: refusal.reason }, 'refused')
    return refusalReply(refusal)
  }

  readonly #failed = (error: unknown): Reply => {
    this.#options.log.error({ error: (error as Error).message }, 'a request failed')
    return refusalReply({ status: 500, reason: 'failed', message: 'the request failed' })
  }
}

function malformed(error: unknown): Refusal {
  const message = error instanceof PayloadError ? error.message : 'the payload cannot be read'
  return { status: 400, reason: 'malformed', message }
}
