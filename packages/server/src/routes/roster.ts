import { PayloadError } from '@pointsman/wire'
import type { Hono } from 'hono'
import { parseRoster } from '../roster/parse-roster.ts'
import type { RosterAgent } from '../roster/roster-agent.ts'
import type { RosterDesk } from '../roster/roster-desk.ts'
import { refused } from '../way-in/refusal.ts'
import { admin } from './admin.ts'

/** The roster's routes: who there is, who comes and goes, which chat is over. */
export function rosterRoutes(app: Hono, desk: RosterDesk, adminToken: string | undefined): void {
  const guard = admin(adminToken)
  app.get('/roster', guard, (c) => c.json({ agents: desk.rows() }))
  app.put('/roster', guard, async (c) => {
    try {
      desk.replace(parseRoster(await c.req.text()))
      return new Response(null, { status: 204 })
    } catch (error) {
      if (error instanceof PayloadError) return refused({ status: 400, reason: 'malformed', message: error.message })
      throw error
    }
  })
  app.put('/roster/agents/:id', guard, async (c) => {
    const { status } = (await c.req.json().catch(() => ({}))) as { readonly status?: unknown }
    const known = statuses.find((one) => one === status)
    if (known === undefined) {
      const message = `status: expected ${statuses.map((one) => JSON.stringify(one)).join(' or ')}`
      return refused({ status: 400, reason: 'malformed', message })
    }
    if (await desk.setStatus(c.req.param('id'), known)) return new Response(null, { status: 204 })
    return refused({ status: 404, reason: 'no-agent', message: 'there is no such agent' })
  })
  app.delete('/roster/chats/:id', guard, async (c) => {
    if (await desk.end(c.req.param('id'))) return new Response(null, { status: 204 })
    return refused({ status: 404, reason: 'no-chat', message: 'nobody has such a chat' })
  })
}

const statuses: readonly RosterAgent['status'][] = ['online', 'paused', 'offline']
