import type { Assumption } from '../assumption.ts'
import { confirm } from '../confirm.ts'
import { NotTried } from '../not-tried.ts'
import { confirmRefusal } from '../refusal.ts'

/** Chats and what is said in them. */
export const chats: readonly Assumption[] = [
  {
    id: 'EA5',
    states: 'A message to a closed chat, and closing it again, are answered 409 with an error object.',
    basis: 'inferred',
    needs: [],
    check: async (tenant) => {
      const { customer, id } = await tenant.chat()
      await tenant.api.closeChat(id)
      const body = JSON.stringify({ chatId: id, sender: customer, message: 'hello' })
      confirmRefusal(await tenant.raw('POST', `/chats/${id}/messages`, tenant.headers, body), 409)
      return confirmRefusal(await tenant.raw('DELETE', `/chats/${id}`, tenant.headers), 409)
    },
  },
  {
    id: 'EA6',
    states: 'A second chat of a user who has one is answered 409, "User already has a chat".',
    basis: 'code',
    needs: [],
    check: async (tenant) => {
      const { customer: creator } = await tenant.chat()
      const body = JSON.stringify({ room: tenant.room, creator })
      const said = confirmRefusal(await tenant.raw('POST', '/chats', tenant.headers, body), 409)
      confirm(/already has a chat/i.test(said), `the message is ${said}`)
      return said
    },
  },
  {
    id: 'EA12',
    states:
      'POST /chats and GET /chats/{id} answer {"chat":{…}} with id, room, creator and a status of waiting, active or closed.',
    basis: 'code',
    needs: [],
    check: async (tenant) => {
      const { customer, id } = await tenant.chat()
      const chat = await tenant.api.chat(id)
      confirm(chat.id === id, 'GET /chats/{id} answers another chat')
      confirm(String(chat['room']) === tenant.room, `room is ${JSON.stringify(chat['room'])}`)
      confirm(chat['creator'] === customer, `creator is ${JSON.stringify(chat['creator'])}`)
      confirm(['waiting', 'active'].includes(chat.status ?? ''), `status is ${JSON.stringify(chat.status)}`)
      await tenant.api.closeChat(id)
      const closed = await tenant.chatOnce(id, ({ status }) => status === 'closed')
      confirm(closed.status === 'closed', `status of a closed chat is ${JSON.stringify(closed.status)}`)
      return `status ${chat.status}, then closed`
    },
  },
  {
    id: 'EA13',
    states: 'GET /chats/{id}/assign answers {"agent":{…}} with whom it invited.',
    basis: 'code',
    needs: ['search mode'],
    check: async (tenant) => {
      const { id } = await tenant.chat()
      const agent = await tenant.api.assignChat(id)
      if (agent === undefined) throw new NotTried('nobody was found: is anybody online in the queue?')
      return `agent ${agent.id}`
    },
  },
  {
    id: 'EA14',
    states: 'POST /chats/{id}/messages answers {"message":{"id"}}, and GET lists {"messages":[…]}.',
    basis: 'code',
    needs: [],
    check: async (tenant) => {
      const { customer: sender, id: chatId } = await tenant.chat()
      const { id } = await tenant.api.sendMessage({ chatId, sender, message: 'hello' })
      const all = await tenant.api.messages(chatId)
      confirm(
        all.some((message) => message.id === id),
        'the message is not listed',
      )
      return `listed among ${all.length}`
    },
  },
  {
    id: 'EA15',
    states: 'DELETE /chats/{id} takes userId in a JSON body or in the query.',
    basis: 'code',
    needs: [],
    check: async (tenant) => {
      const [one, other] = [await tenant.chat(), await tenant.chat()]
      await tenant.api.closeChat(one.id, { userId: one.customer })
      const { status } = await tenant.raw('DELETE', `/chats/${other.id}?userId=${other.customer}`, tenant.headers)
      confirm(status === 200, `with the query it is answered ${status}`)
      return 'both are taken; who closed it is told in chats:close (EA48)'
    },
  },
  {
    id: 'EA25',
    states: 'GET /queues/update/{chatId} answers an object; we go by nothing in it.',
    basis: 'unknown',
    needs: [],
    check: async (tenant) => `answered ${JSON.stringify(await tenant.api.queueUpdate((await tenant.chat()).id))}`,
  },
  {
    id: 'EA29',
    states: 'A message by somebody who is not in the chat is answered 403 with an error object.',
    basis: 'inferred',
    needs: [],
    check: async (tenant) => {
      const [{ id: chatId }, { id: sender }] = [await tenant.chat(), await tenant.user()]
      const body = JSON.stringify({ chatId, sender, message: 'hello' })
      return confirmRefusal(await tenant.raw('POST', `/chats/${chatId}/messages`, tenant.headers, body), 403)
    },
  },
]
