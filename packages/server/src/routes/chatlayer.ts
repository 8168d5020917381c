import {
  decodeFacts,
  healthy,
  offloadAnswer,
  parseEvent,
  tokenParameter,
  type ChatlayerEvent,
  type OffloadEvent,
  type OffloadReading,
} from '@pointsman/chatlayer'
import { isKnownSecret, PayloadError } from '@pointsman/wire'
import type { Context } from 'hono'
import type { EventIntake, Told } from '../events/event-intake.ts'
import type { Handover, Taken } from '../handover/handover.ts'
import type { Log } from '../log.ts'
import type { ServerMetrics } from '../metrics/server-metrics.ts'
import { readText, type TextReading } from '../way-in/read-text.ts'
import { refused, type Refusal } from '../way-in/refusal.ts'

/** What Chatlayer's route stands on. */
export interface ChatlayerRouteOptions {
  readonly intake: EventIntake
  readonly metrics: ServerMetrics
  readonly log: Log
  readonly reading: TextReading
  readonly verifyToken: string
  readonly payload: OffloadReading
  /** Who takes conversations over; undefined: nobody does. */
  readonly handover: Handover | undefined
  /** Whether it tells of the arrival itself, under the id that the conversation has from then on. */
  readonly arrivesElsewhere: boolean
  /** Tells a customer whom nobody takes over what is configured for that; undefined where nothing is. */
  readonly sayNobody: ((event: OffloadEvent) => Promise<void>) | undefined
}

/** Chatlayer's offloading webhook: health check, what is said, and the customers who ask for a human. */
export class ChatlayerRoute {
  readonly #options: ChatlayerRouteOptions

  constructor(options: ChatlayerRouteOptions) {
    this.#options = options
  }

  /** The health check that is made when the webhook is configured. */
  get(c: Context): Response {
    return this.#isThem(c) ? json(healthy) : this.#refuse(stranger)
  }

  async post(c: Context): Promise<Response> {
    if (!this.#isThem(c)) return this.#refuse(stranger)
    const { intake, metrics, reading, handover } = this.#options
    const body = await readText(c, reading)
    if ('status' in body) return this.#refuse(body)
    try {
      const event = parseEvent(body.text)
      metrics.events.inc(event.event === 'unknown' ? 'other' : `chatlayer:${event.event}`)
      if (event.event === 'unknown') return json('{}')
      await intake.take({ source: 'chatlayer', text: body.text, id: body.id, ...this.#told(event) })
      if (event.event === 'offload') return json(await this.#offload(event))
      await handover?.said(event)
      return json('{}')
    } catch (error) {
      if (error instanceof PayloadError)
        return this.#refuse({ status: 400, reason: 'malformed', message: error.message })
      throw error
    }
  }

  #told(event: ChatlayerEvent): Pick<Told, 'facts' | 'beside'> {
    const { arrivesElsewhere, payload } = this.#options
    const facts = decodeFacts(event, payload)
    const arrived = facts.find((fact) => fact.kind === 'arrived')
    if (arrived === undefined) return { facts }
    if (arrivesElsewhere) return { facts: [], beside: { arrival: null } }
    const { language, queue } = arrived
    return { facts, beside: { arrival: { queue, language } } }
  }

  async #offload(event: OffloadEvent): Promise<string> {
    const { handover, log, metrics, sayNobody } = this.#options
    const nobody: Taken = { taken: false }
    let failed = false
    const came = await (handover?.offload(event) ?? Promise.resolve(nobody)).catch((error: unknown) => {
      failed = true
      log.error({ error: (error as Error).message }, 'an offload failed: the bot goes on')
      return nobody
    })
    metrics.offloads.inc(failed ? 'failed' : came.taken ? 'taken' : 'nobody')
    if (!came.taken)
      await sayNobody?.(event).catch((error: unknown) =>
        log.error({ error: (error as Error).message }, 'a customer whom nobody takes over cannot be told so'),
      )
    return offloadAnswer(came.taken, came.agent)
  }

  #isThem(c: Context): boolean {
    return isKnownSecret(c.req.query(tokenParameter), [this.#options.verifyToken])
  }

  #refuse(refusal: Refusal): Response {
    this.#options.metrics.refused.inc(refusal.reason)
    return refused(refusal)
  }
}

const stranger: Refusal = {
  status: 401,
  reason: 'token',
  message: `${tokenParameter} is missing or wrong`,
  unread: true,
}

function json(body: string): Response {
  return new Response(body, { status: 200, headers: { 'content-type': 'application/json' } })
}
