import { PayloadError } from '@pointsman/wire'
import type { Hono } from 'hono'
import { parseWish } from '../aivo/parse-wish.ts'
import type { QueueDesk } from '../aivo/queue-desk.ts'
import type { AivoHandover } from '../handover/aivo-handover.ts'
import { readText, type TextReading } from '../way-in/read-text.ts'
import { refused } from '../way-in/refusal.ts'
import { admin } from './admin.ts'

/** What the routes of Aivo's queue stand on. */
export interface AivoQueueOptions {
  readonly desk: QueueDesk
  /** Where Chatlayer's conversations go there. */
  readonly handover: AivoHandover | undefined
  readonly reading: TextReading
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly adminToken: string | undefined
}

/** The routes for whoever puts conversations in Aivo's queue: a new one, and one that is over though nothing told so. */
export function aivoQueueRoutes(app: Hono, options: AivoQueueOptions): void {
  const { desk, handover, reading, now, adminToken } = options
  const guard = admin(adminToken)
  app.post('/aivo/queue', guard, async (c) => {
    const atMs = now()
    const body = await readText(c, reading)
    if ('status' in body) return refused(body)
    try {
      const queued = await desk.ask(parseWish(body.text, atMs, () => crypto.randomUUID()))
      if (queued.kind === 'queued') return c.json({ conversationId: queued.room })
      const { why } = queued
      return queued.kind === 'refused'
        ? refused({ status: 502, reason: 'aivo', message: why })
        : refused({
            status: 504,
            reason: 'aivo',
            message: `${why}: it may be in the queue, and is not asked for again`,
          })
    } catch (error) {
      if (error instanceof PayloadError) return refused({ status: 400, reason: 'malformed', message: error.message })
      throw error
    }
  })
  app.delete('/aivo/conversations/:id', guard, async (c) => {
    if ((await handover?.end(c.req.param('id'))) === true) return new Response(null, { status: 204 })
    return refused({ status: 404, reason: 'no-conversation', message: 'no such conversation is handed over' })
  })
}
