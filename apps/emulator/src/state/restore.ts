import type { AgentChat } from '../platform/agent-chat.ts'
import type { Remembered } from './remembered.ts'

/** Puts back what is remembered. `epoch`: when the world begins now, in Unix seconds. */
export function restore(platform: AgentChat, { chats, statuses, users }: Remembered, epoch: number): void {
  const { world } = platform
  platform.restore((back) => {
    const known = new Map(
      [...users.values()].map(({ at, id, ...traits }) => [id, back.user(id, traits, at - epoch)] as const),
    )
    // Those who have chats had room for them, wherever they are now.
    for (const agent of world.agents) world.apply({ kind: 'status', agent, status: 'online' }, 0)
    // Those with an agent first: whoever waits is asked for only when they are back.
    const inOrder = [...chats.values()].sort(
      (a, b) => Number(b.attended !== undefined) - Number(a.attended !== undefined),
    )
    for (const { attended, chat: kept, closed, messages } of inOrder) {
      const creator = known.get(kept.creator)
      if (creator === undefined) continue
      const { id, needs, priority, traits } = kept
      const extras = { priority, ...(needs.length === 0 ? {} : { needs: new Map(needs) }) }
      const chat = back.chat(id, creator, traits, kept.at - epoch, extras)
      for (const message of messages) chat.messages.push({ ...message, at: message.at - epoch })
      if (attended !== undefined) {
        chat.attendedAt = attended.at - epoch
        chat.solver = attended.agent
      }
      if (closed === undefined) back.open(chat, attended === undefined ? undefined : world.agent(attended.agent))
      else {
        chat.closedAt = closed.at - epoch
        chat.closedBy = closed.by
        chat.closeReason = closed.reason
        platform.chats.close(chat)
      }
    }
    for (const agent of world.agents) {
      world.apply({ kind: 'status', agent, status: statuses.get(agent.id) ?? agent.status }, 0)
    }
  })
}
