import { Hono } from 'hono'
import { Refused } from '../platform/refused.ts'
import { agentBody } from './bodies.ts'
import type { Desk } from './desk.ts'
import { readBody } from './read-body.ts'

/** `/agents`: who is there, and who has room. */
export function agentRoutes({ platform, wire }: Desk): Hono {
  const app = new Hono()
  const named = (list: string | undefined): readonly string[] =>
    (list ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')

  app.get('/available', (c) => {
    const rooms = named(c.req.query('roomIds'))
    const languages = named(c.req.query('langs') ?? c.req.query('lang')).map((one) => one.toLowerCase())
    const count = (room: string): number =>
      platform.world.agents.filter(
        ({ available, languages: spoken, queues }) =>
          available &&
          queues.has(room) &&
          (languages.length === 0 || spoken.size === 0 || languages.some((one) => spoken.has(one))),
      ).length
    const asked = rooms.length === 0 ? [...platform.rooms] : rooms
    return c.json({ agents: Object.fromEntries(asked.map((room) => [room, count(room)])) })
  })

  app.get('/online', (c) => {
    const room = c.req.query('roomId') ?? c.req.query('roomIds')
    const language = (c.req.query('lang') ?? c.req.query('langs') ?? '').toLowerCase()
    const agentsOnline = platform.world.agents.some(
      ({ languages, queues, status }) =>
        status === 'online' &&
        (room === undefined || queues.has(room)) &&
        (language === '' || languages.size === 0 || languages.has(language)),
    )
    return c.json({ agentsOnline })
  })

  for (const [path, status] of [
    ['/login', 'online'],
    ['/logout', 'offline'],
  ] as const) {
    app.post(path, async (c) => {
      const { externalId, id, userId } = await readBody(c, agentBody)
      const asked = (userId ?? id ?? externalId) as string
      const agent =
        platform.world.agent(asked) ?? platform.world.agents.find((one) => wire.profile(one.id).externalId === asked)
      if (agent === undefined) throw new Refused(404, `There is no agent ${JSON.stringify(asked)}`)
      platform.setStatus([agent], status)
      return c.json({ agent: wire.agent(agent) })
    })
  }

  app.get('/', (c) => c.json({ agents: platform.world.agents.map((agent) => wire.agent(agent)) }))
  app.get('/:id', (c) => c.json({ agent: wire.agent(platform.agent(c.req.param('id'))) }))
  return app
}
