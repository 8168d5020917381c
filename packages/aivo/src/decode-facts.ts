import type { Fact } from '@pointsman/core'
import type { AivoAgent, AivoEvent } from './event.ts'
import { userHash } from './user-hash.ts'

/**
 * What an event says has happened. Messages say nothing of who has the chat: `agent` is `{}` in them. The conversation is
 * the chat, groups are queues, and an agent goes by nickname, since Aivo gives no id. Queued for several groups at once, a
 * chat has no queue until somebody attends it.
 */
export function decodeFacts(event: AivoEvent): readonly Fact[] {
  const { at, room: chat } = event
  switch (event.name) {
    case 'queued': {
      const [queue = '', ...others] = event.groups
      const customer = userHash(event.hash)
      return [{ kind: 'arrived', at, chat, queue: others.length === 0 ? queue : '', language: '', customer }]
    }
    case 'attended':
      return [
        {
          kind: 'accepted',
          at,
          chat,
          agent: agentIdOf(event.agent),
          ...(event.agent.group === '' ? {} : { queue: event.agent.group }),
        },
      ]
    case 'transfer':
      return [{ kind: 'transferred', at, chat, from: event.from, to: event.to }]
    case 'messageToClient':
      return []
    case 'close':
      return [{ kind: 'closed', at, chat }]
  }
}

/** What stands for an agent's id: the nickname, else the name. */
export function agentIdOf({ nickname, name }: AivoAgent): string {
  return nickname === '' ? name : nickname
}
