import { Hono } from 'hono'
import { Refused } from '../platform/refused.ts'
import { access, type Access } from './access.ts'
import { agentRoutes } from './agent-routes.ts'
import { invitationBody } from './bodies.ts'
import { chatRoutes } from './chat-routes.ts'
import type { Desk } from './desk.ts'
import { errorResponse } from './error.ts'
import { limitBody } from './limit-body.ts'
import { isOpenRoute } from './open-routes.ts'
import { readBody } from './read-body.ts'
import { settingsRoute } from './settings-route.ts'
import { userRoutes } from './user-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** Agent Chat's REST API, under `/v1`. */
export function restApp(desk: Desk, newToken: () => string): Hono<{ Variables: { access: Access } }> {
  const { credentials, platform, wire } = desk
  // A trailing slash is no matter: public code has one here and none there.
  const app = new Hono<{ Variables: { access: Access } }>({ strict: false })

  app.use('/v1/*', async (c, next) => {
    const claim = {
      appId: c.req.header('x-hyper-appid'),
      secret: c.req.header('x-hyper-secret'),
      key: c.req.header('x-hyper-key'),
      open: isOpenRoute(c.req.method, c.req.path.replace(/\/+$/, '')),
    }
    c.set('access', access(claim, credentials))
    await next()
  })
  app.use('/v1/*', limitBody())

  app.get('/v1/apps/:appId/validate', (c) => {
    if (c.req.param('appId') !== credentials.appId) throw new Refused(404, 'There is no such app')
    return c.json({ app: { id: credentials.appId } })
  })
  app.get('/v1/settings', (c) => c.json(settingsRoute(desk, c.get('access'))))
  app.get('/v1/queues/update/:chatId', (c) => {
    const place = platform.placeOf(c.req.param('chatId'))
    if (place === undefined) return c.json({})
    return c.json({ queuePosition: place.ahead, ...(place.wait === undefined ? {} : { estimatedWait: place.wait }) })
  })
  for (const kind of ['accept', 'reject'] as const) {
    app.post(`/v1/invitations/${kind}`, async (c) => {
      const { chatId, userId } = await readBody(c, invitationBody)
      return c.json({ chat: wire.chat(platform[kind](chatId, userId)) })
    })
  }
  app.route('/v1/agents', agentRoutes(desk))
  app.route('/v1/users', userRoutes(desk, newToken))
  app.route('/v1/chats', chatRoutes(desk))
  app.route('/v1/webhooks', webhookRoutes(desk))
  app.notFound((c) => errorResponse(404, `There is no ${c.req.method} ${c.req.path}`))
  app.onError((error) =>
    error instanceof Refused ? errorResponse(error.status, error.message) : errorResponse(500, 'The emulator failed'),
  )
  return app
}
