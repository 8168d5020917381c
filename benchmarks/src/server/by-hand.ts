import { createHmac, timingSafeEqual } from 'node:crypto'
import { secret } from './secret.ts'

/** What whoever answers must do at least: verify the bytes, parse them, and pick whoever has the most free slots. */
export function verifyParsePick(body: Buffer, signature: string | undefined): string | undefined {
  const digest = createHmac('sha256', secret).update(body).digest()
  const claimed = Buffer.from(signature ?? '', 'hex')
  if (claimed.length !== digest.length || !timingSafeEqual(claimed, digest)) return undefined
  const { data } = JSON.parse(body.toString('utf8')) as {
    readonly data: {
      readonly agents: readonly {
        readonly id: string
        readonly status: string
        readonly capacity: number
        readonly restrictions: { readonly rooms: readonly string[] }
      }[]
      readonly chat: { readonly room: string }
    }
  }
  let best = ''
  let most = 0
  for (const { id, status, capacity, restrictions } of data.agents) {
    if (status !== 'online' || capacity <= most || !restrictions.rooms.includes(data.chat.room)) continue
    best = id
    most = capacity
  }
  return JSON.stringify({ agentId: best })
}
