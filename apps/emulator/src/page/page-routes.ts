import { Hono, type Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { Refused } from '../platform/refused.ts'
import type { Desk } from '../rest/desk.ts'
import { errorResponse } from '../rest/error.ts'
import { limitBody } from '../rest/limit-body.ts'
import { readBody } from '../rest/read-body.ts'
import type { Answers } from '../webhook/answer-counts.ts'
import { isOwnHost, isOwnPage } from './own-page.ts'
import { page } from './page.ts'
import { snapshot } from './snapshot.ts'
import type { Traffic } from './traffic.ts'

/** Pictures come no faster than this. */
const everyMs = 250
/** And no slower, as the time of the world goes on. */
const leastMs = 1000

const newChat = z.object({ room: z.string().optional(), lang: z.string().max(20).optional() })
const said = z.object({ sender: z.string().min(1), message: z.string().min(1).max(5000) })

/** What the buttons of an agent lead to. */
const statuses: ReadonlyMap<string, 'online' | 'paused'> = new Map([
  ['pause', 'paused'],
  ['resume', 'online'],
])

/** What the page stands on. */
export interface PageOptions {
  readonly desk: Desk
  readonly traffic: Traffic
  readonly answers: () => Answers
  /** Where it is listened, as it was said: a name or an address. */
  readonly host: string
}

/** The control page at `/`, what it shows as server-sent events, and its buttons. It asks for no key: keep it to yourself. */
export function pageRoutes({ answers, desk, host, traffic }: PageOptions): Hono {
  const { platform } = desk
  const app = new Hono()
  let visitors = 0

  for (const path of ['/', '/desk/*']) {
    app.use(path, async (c, next) => {
      if (isOwnHost(c.req.header('host'), host)) return next()
      return errorResponse(
        403,
        'The control page is opened by its address or localhost; by a name only where --host says it',
      )
    })
  }
  app.use('/desk/*', async (c, next) => {
    const from = { host: c.req.header('host'), origin: c.req.header('origin'), site: c.req.header('sec-fetch-site') }
    // Another site's page must not press our buttons.
    if (c.req.method !== 'GET' && !isOwnPage(from)) {
      return errorResponse(403, 'Only the control page itself may do that')
    }
    return next()
  })
  app.use('/desk/*', limitBody())

  app.get('/', () => page())
  app.get('/desk/state', (c) => c.json(snapshot(desk, traffic, answers())))
  app.get('/desk/events', (c) => pictures(c, () => snapshot(desk, traffic, answers()), traffic))

  app.post('/desk/chats', async (c) => {
    const { lang = '', room = [...platform.rooms].sort()[0] ?? '' } = await readBody(c, newChat)
    if (!platform.rooms.has(room))
      throw new Refused(400, `room: expected a queue that is there, got ${JSON.stringify(room)}`)
    const creator = platform.addUser({ name: `Visitor ${++visitors}` })
    const { id } = platform.open(creator, { room, lang, source: 3, externalId: '' })
    if (platform.settings.mode === 'search') void platform.search(id)
    return c.json({ id })
  })
  app.post('/desk/chats/:id/messages', async (c) => {
    const { message, sender } = await readBody(c, said)
    platform.say(c.req.param('id'), sender, message)
    return c.json({})
  })
  app.post('/desk/chats/:id/:action', (c) => {
    const { action, id } = c.req.param()
    if (action === 'close') platform.close(id, 'system')
    else if (action === 'search') void platform.search(id).catch(() => undefined)
    else if (action === 'accept' || action === 'reject') platform[action](id, platform.chat(id).record.agent?.id ?? '')
    else throw new Refused(404, `There is no ${action}`)
    return c.json({})
  })
  app.post('/desk/agents/:id/:action', (c) => {
    const { action, id } = c.req.param()
    const status = statuses.get(action)
    if (status === undefined) throw new Refused(404, `There is no ${action}`)
    platform.setStatus([platform.agent(id)], status)
    return c.json({})
  })
  return app
}

function pictures(c: Context, take: () => object, traffic: Traffic): Response {
  return streamSSE(c, async (stream) => {
    let isNew = true
    let wake: () => void = () => undefined
    const stop = traffic.listen(() => {
      isNew = true
      wake()
    })
    stream.onAbort(() => wake())
    const wait = (ms: number, wakes: boolean): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms)
        wake = () => {
          if (!wakes && !stream.aborted) return
          clearTimeout(timer)
          resolve()
        }
        if (stream.aborted || (wakes && isNew)) wake()
      })
    try {
      while (!stream.aborted) {
        isNew = false
        await stream.writeSSE({ event: 'state', data: JSON.stringify(take()) })
        await wait(everyMs, false)
        await wait(leastMs, true)
      }
    } finally {
      stop()
    }
  })
}
