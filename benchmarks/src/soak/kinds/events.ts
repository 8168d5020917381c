import { statusOf } from '../judge.ts'
import type { Kind } from '../kind.ts'

function event(name: string, trigger: string, every: number): Kind {
  return {
    name,
    expected: '200',
    every,
    send: async (n, client) => {
      const data = { chatId: `chat-${n - 1}`, userId: 'system', n }
      const body = JSON.stringify({ trigger, data, created_at: Math.floor(Date.now() / 1000) })
      return statusOf(200, await client.send(body))
    },
  }
}

/** What happened, told: of a trigger that nobody knows, too. */
export const events: readonly Kind[] = [
  event('chats:close', 'chats:close', 71),
  event('a trigger that is not known', 'something:new', 283),
]
