import { createHmac } from 'node:crypto'
import { loadPayload } from '@pointsman/fixtures'

/** The secret that all who are compared share. */
export const secret = 'the-secret-of-the-benchmark'

/** Makes signed requests with so many agents like the documented one, each for a chat of its own. */
export function requestsWith(agents: number): (chat: number) => { readonly body: Buffer; readonly signature: string } {
  const { data, ...envelope } = loadPayload('documented-example')
  const [documented] = data.agents
  const chat = 'chat-00000000'
  const payload = {
    ...envelope,
    data: {
      agents: Array.from({ length: agents }, (_, i) => ({
        ...documented,
        id: `agent-${i}`,
        name: `Olivia Parker ${i}`,
        nickname: `Vivi P ${i}`,
        contact: `vivi-parker-${i}@acme-airlines.com`,
        capacity: 5000 + ((i * 7) % 13),
        chats: ['someone-elses-chat'],
        rejections: i % 5 === 0 ? ['a-chat-long-ago'] : [],
      })),
      chat: { ...data.chat, id: chat },
    },
  }
  const text = JSON.stringify(payload)
  const at = text.indexOf(chat)
  return (n) => {
    const body = Buffer.from(text)
    body.write(`chat-${String(n).padStart(8, '0')}`, at)
    return { body, signature: createHmac('sha256', secret).update(body).digest('hex') }
  }
}
