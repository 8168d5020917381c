import { Hono } from 'hono'
import { Refused } from '../platform/refused.ts'
import { wireUser } from '../words/wire-user.ts'
import { userBody } from './bodies.ts'
import type { Desk } from './desk.ts'
import { readBody } from './read-body.ts'

/** `/users`: the customers; agents are users too. */
export function userRoutes({ platform, wire }: Desk, newToken: () => string): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const user = platform.addUser(await readBody(c, userBody))
    return c.json({ user: wireUser(user), session: { token: newToken() } })
  })

  app.get('/', (c) => {
    const externalId = c.req.query('externalId')
    const found = externalId === undefined ? platform.users.all() : [platform.users.byExternalId(externalId)]
    return c.json({ users: found.flatMap((user) => (user === undefined ? [] : [wireUser(user)])) })
  })

  app.get('/:id', (c) => {
    const id = c.req.param('id')
    const user = platform.users.byId(id)
    if (user !== undefined) return c.json({ user: wireUser(user) })
    const agent = platform.world.agent(id)
    if (agent !== undefined) return c.json({ user: wire.agent(agent) })
    throw new Refused(404, `There is no user ${JSON.stringify(id)}`)
  })
  return app
}
