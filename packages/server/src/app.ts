import { Hono } from 'hono'
import { consoleEvents } from './console/events.ts'
import { consolePage } from './console/page.ts'
import type { ServerMetrics } from './metrics/server-metrics.ts'
import { openapi } from './openapi.ts'
import type { Feed } from './record/feed.ts'
import type { Glimpse } from './record/glimpse.ts'
import type { Journal } from './record/journal.ts'
import type { Recent } from './record/recent.ts'
import { admin } from './routes/admin.ts'
import { decisions } from './routes/decisions.ts'
import type { AivoRoute } from './routes/aivo.ts'
import type { ChatlayerRoute } from './routes/chatlayer.ts'
import { inbentaPath, type InbentaRoute } from './routes/inbenta.ts'
import { aivoQueueRoutes, type AivoQueueOptions } from './routes/aivo-queue.ts'
import { rosterRoutes } from './routes/roster.ts'
import type { RosterDesk } from './roster/roster-desk.ts'
import { arrivalOf } from './way-in/arrival.ts'
import { refused } from './way-in/refusal.ts'
import { responseOf } from './way-in/reply.ts'
import type { Log } from './log.ts'

/** What the routes stand on. */
export interface AppOptions {
  readonly inbenta: InbentaRoute
  readonly aivo: AivoRoute
  /** Where Chatlayer is configured. */
  readonly chatlayer: ChatlayerRoute | undefined
  /** Where conversations are put in Aivo's queue. */
  readonly aivoQueue: Omit<AivoQueueOptions, 'adminToken'> | undefined
  /** Where pointsman routes among agents of its own. */
  readonly roster: RosterDesk | undefined
  readonly metrics: ServerMetrics
  readonly log: Log
  readonly adminToken: string | undefined
  readonly recent: Recent
  readonly feed: Feed<Glimpse>
  readonly journal: Journal | undefined
  readonly budgetMs: number
  /** Whether requests are welcome. */
  readonly ready: () => boolean
  /** Whether the process is about to end. */
  readonly draining: () => boolean
}

/** The routes, for whatever runtime hands requests over. */
export function createApp(options: AppOptions): Hono {
  const {
    inbenta,
    aivo,
    aivoQueue,
    chatlayer,
    roster,
    metrics,
    adminToken,
    recent,
    feed,
    journal,
    budgetMs,
    ready,
    draining,
    log,
  } = options
  const app = new Hono()

  const counted = (route: string, response: Response): Response => {
    metrics.requests.inc(route, String(response.status))
    if (draining()) response.headers.set('connection', 'close')
    return response
  }
  app.all(inbentaPath, (c): Response | Promise<Response> => {
    let hand = (response: Response): void => void (now = response)
    let now: Response | undefined
    inbenta.answer(arrivalOf(c), (made) => hand(responseOf(made)))
    // What can be said at once is: a connection that ends at its next byte would not hear it any more.
    return now ?? new Promise((resolve) => (hand = resolve))
  })
  app.post('/webhooks/aivo', async (c) => counted('aivo', await aivo.post(c)))
  if (chatlayer !== undefined) {
    app.get('/webhooks/chatlayer', (c) => counted('chatlayer', chatlayer.get(c)))
    app.post('/webhooks/chatlayer', async (c) => counted('chatlayer', await chatlayer.post(c)))
  }
  if (aivoQueue !== undefined) aivoQueueRoutes(app, { ...aivoQueue, adminToken })
  if (roster !== undefined) rosterRoutes(app, roster, adminToken)
  app.get('/healthz', () => plain('ok\n', 200))
  app.get('/readyz', () => (ready() ? plain('ready\n', 200) : plain('not ready\n', 503)))
  app.get('/metrics', () => {
    const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }
    return new Response(metrics.expose(), { headers })
  })
  app.get('/openapi.json', (c) => c.json(openapi))
  app.get('/decisions/:chatId', admin(adminToken), (c) => decisions(c, recent, journal))
  app.get('/console', admin(adminToken, true), () => consolePage(budgetMs))
  app.get('/console/events', admin(adminToken), (c) => consoleEvents(c, feed))
  app.notFound(() => refused({ status: 404, reason: 'no-route', message: 'there is nothing here' }))
  app.onError((error) => {
    log.error({ error: error.message }, 'a request failed')
    return refused({ status: 500, reason: 'failed', message: 'the request failed' })
  })
  return app
}

function plain(text: string, status: number): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
