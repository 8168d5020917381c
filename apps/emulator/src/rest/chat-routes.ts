import { Hono } from 'hono'
import { Refused } from '../platform/refused.ts'
import { chatBody, closeBody, messageBody } from './bodies.ts'
import { chatNeeds } from './chat-needs.ts'
import type { Desk } from './desk.ts'
import { readBody } from './read-body.ts'

/** As public connectors state it where a chat comes from nowhere else. */
const usualSource = 3

/** `/chats`: created, searched an agent for, talked in, closed. */
export function chatRoutes({ platform, wire }: Desk): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const {
      creator,
      externalId = '',
      extraInfo,
      history = [],
      lang = '',
      room,
      source = usualSource,
    } = await readBody(c, chatBody)
    if (!platform.rooms.has(room))
      throw new Refused(400, `room: expected a queue that is there, got ${JSON.stringify(room)}`)
    const user = platform.users.byId(creator)
    if (user === undefined) throw new Refused(404, `There is no user ${JSON.stringify(creator)}`)
    const chat = platform.open(user, { room, lang, source, externalId }, chatNeeds(extraInfo))
    for (const { message, sender } of history.slice(-platform.settings.keepMessages)) {
      chat.messages.push({
        id: `${chat.id}-h${chat.messages.length}`,
        sender,
        message: String(message),
        at: chat.createdAt,
      })
    }
    return c.json({ chat: wire.chat(chat) })
  })

  app.get('/', (c) => c.json({ chats: platform.chats.all().map((chat) => wire.chat(chat)) }))
  app.get('/:id', (c) => c.json({ chat: wire.chat(platform.chat(c.req.param('id'))) }))

  app.delete('/:id', async (c) => {
    const { userId = c.req.query('userId') ?? 'system' } = await readBody(c, closeBody)
    return c.json({ chat: wire.chat(platform.close(c.req.param('id'), userId)) })
  })

  app.get('/:id/assign', async (c) => {
    const agent = await platform.search(c.req.param('id'))
    return c.json(agent === undefined ? {} : { agent: wire.agent(agent) })
  })

  app.get('/:id/users', (c) => {
    const { users } = platform.chat(c.req.param('id'))
    return c.json({ users })
  })

  app.get('/:id/messages', (c) => {
    const chat = platform.chat(c.req.param('id'))
    return c.json({ messages: chat.messages.map((message) => wire.message(chat, message)) })
  })

  app.post('/:id/messages', async (c) => {
    const id = c.req.param('id')
    const { chatId = id, message, sender } = await readBody(c, messageBody)
    if (chatId !== id) throw new Refused(400, 'chatId: expected the chat of the address')
    return c.json({ message: wire.message(platform.chat(id), platform.say(id, sender, message)) })
  })
  return app
}
