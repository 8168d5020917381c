// Asks Agent Chat for an agent, without queue mode. Start `npm start -- emulate`, then, with what it prints:
// AGENT_CHAT_URL=http://127.0.0.1:8000/v1 AGENT_CHAT_APP_ID=… AGENT_CHAT_SECRET=… node examples/request-agent.mjs
import { AgentChatApi, ApiError, requestAgent } from '@pointsman/inbenta/api'
import { appId, room, secret, url } from './settings.mjs'

try {
  const api = new AgentChatApi({ url, credentials: { appId, secret }, timeoutMs: 5_000 })
  const asked = await requestAgent(api, { room, lang: 'en', user: { name: 'Eva', externalId: 'crm-1' } })
  if (asked.kind === 'unavailable') console.log('nobody is available')
  if (asked.kind === 'nobody') console.log(`nobody took chat ${asked.chat.id}; it is closed again`)
  if (asked.kind === 'invited') {
    const { agent, chat, user } = asked
    console.log(`${agent.id} is invited to chat ${chat.id}`)
    await api.sendMessage({ chatId: chat.id, sender: user.id, message: 'Hello, where is my parcel?' })
    await api.closeChat(chat.id, { userId: user.id })
    console.log('said hello, and closed it')
  }
} catch (error) {
  console.error(error instanceof ApiError || error instanceof TypeError ? error.message : error)
  process.exitCode = 1
}
