import { Hono } from 'hono'
import { Refused } from '../platform/refused.ts'
import type { Target } from '../webhook/target.ts'
import { triggers } from '../webhook/triggers.ts'
import { eventsBody, webhookBody } from './bodies.ts'
import type { Desk } from './desk.ts'
import { readBody } from './read-body.ts'

/** `/webhooks`: listed, registered by a handshake, changed. */
export function webhookRoutes({ webhooks }: Desk): Hono {
  const app = new Hono()
  const wire = ({ events, id, url }: Target): object => ({ id, target: url, events: [...events] })
  const known = (events: readonly string[]): readonly string[] => {
    const odd = events.find((event) => !(triggers as readonly string[]).includes(event))
    if (odd !== undefined) throw new Refused(400, `events: expected events that are known, got ${JSON.stringify(odd)}`)
    return events
  }
  const found = (target: Target | undefined): Target => {
    if (target === undefined) throw new Refused(404, 'There is no such webhook')
    return target
  }

  app.get('/', (c) => c.json({ webhooks: webhooks.all.map(wire) }))
  app.get('/:id', (c) => c.json({ webhook: wire(found(webhooks.byId(c.req.param('id')))) }))

  app.post('/', async (c) => {
    const { events, target: url } = await readBody(c, webhookBody)
    const target = webhooks.target(url, known(events))
    const handshake = await webhooks.handshake(target)
    if (handshake !== true) throw new Refused(400, `The handshake failed: ${url} ${handshake}`)
    webhooks.register(target)
    return c.json({ webhook: wire(target) })
  })

  app.put('/:id', async (c) => {
    const { events } = await readBody(c, eventsBody)
    return c.json({ webhook: wire(found(webhooks.change(c.req.param('id'), known(events)))) })
  })
  return app
}
