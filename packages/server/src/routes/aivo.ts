import { decodeFacts, parseEvent, userHash, type AivoEvent } from '@pointsman/aivo'
import { isKnownSecret, PayloadError } from '@pointsman/wire'
import type { Context } from 'hono'
import type { QueueDesk } from '../aivo/queue-desk.ts'
import type { EventIntake } from '../events/event-intake.ts'
import type { ServerMetrics } from '../metrics/server-metrics.ts'
import { arrivalOf } from '../way-in/arrival.ts'
import { readText, type TextReading } from '../way-in/read-text.ts'
import { refused, type Refusal } from '../way-in/refusal.ts'

/** What Aivo's route stands on. */
export interface AivoRouteOptions {
  readonly intake: EventIntake
  readonly metrics: ServerMetrics
  readonly reading: TextReading
  /** What whoever posts must bear; undefined: anybody may, as the vendor's document has it. */
  readonly token: string | undefined
  /** Who queues conversations; undefined where nobody does. */
  readonly desk?: Pick<QueueDesk, 'learn'> | undefined
  /** Who is to hear of what happens; resolves when what follows is safe. */
  readonly heard?: ((event: AivoEvent) => Promise<void>) | undefined
}

/** Aivo Live's webhook: who attended, transfers, what was said, and why it was over. */
export class AivoRoute {
  readonly #options: AivoRouteOptions

  constructor(options: AivoRouteOptions) {
    this.#options = options
  }

  async post(c: Context): Promise<Response> {
    const { desk, heard, intake, metrics, reading, token } = this.#options
    const claim = /^bearer +(.*)$/i.exec(arrivalOf(c).header('authorization') ?? '')?.[1] ?? c.req.query('token')
    if (token !== undefined && !isKnownSecret(claim, [token])) return this.#refuse(unknown)
    const body = await readText(c, reading)
    if ('status' in body) return this.#refuse(body)
    try {
      const event = parseEvent(body.text)
      metrics.events.inc(event.name === 'unknown' ? 'other' : `aivo:${event.name}`)
      const known = event.name === 'unknown' ? undefined : event
      const facts = known === undefined ? [] : decodeFacts(known)
      // First, as the arrival comes before what follows it.
      if (known !== undefined) await desk?.learn(known.room, userHash(known.hash))
      await intake.take({ source: 'aivo', text: body.text, id: body.id, facts })
      if (known !== undefined) await heard?.(known)
      return new Response(null, { status: 200 })
    } catch (error) {
      if (error instanceof PayloadError)
        return this.#refuse({ status: 400, reason: 'malformed', message: error.message })
      throw error
    }
  }

  #refuse(refusal: Refusal): Response {
    this.#options.metrics.refused.inc(refusal.reason)
    return refused(refusal)
  }
}

const unknown: Refusal = { status: 401, reason: 'token', message: 'the token is missing or wrong', unread: true }
