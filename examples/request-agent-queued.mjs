// Asks Agent Chat for an agent in queue mode: the chat waits until somebody takes it. Run as request-agent.mjs.
import { AgentChatApi, ApiError, requestAgentQueued } from '@pointsman/inbenta/api'
import { appId, room, secret, url } from './settings.mjs'

try {
  const api = new AgentChatApi({ url, credentials: { appId, secret }, timeoutMs: 5_000 })
  const asked = await requestAgentQueued(api, { room, user: { name: 'Eva', externalId: 'crm-2' } })
  if (asked.kind === 'unavailable') {
    console.log('nobody is online')
  } else {
    const { chat, user } = asked
    console.log(`chat ${chat.id} is in queue ${room}`)
    // Its place comes by the webhook queues:update, the agent by invitations:accept; here we only look once.
    const { status } = await api.chat(chat.id)
    console.log(`it is ${status}`)
    await api.closeChat(chat.id, { userId: user.id })
  }
} catch (error) {
  console.error(error instanceof ApiError || error instanceof TypeError ? error.message : error)
  process.exitCode = 1
}
