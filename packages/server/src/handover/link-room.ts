import type { Asked } from '../aivo/asks.ts'
import type { Links } from '../bridge/links.ts'
import { botIsSilent } from '../bridge/parcels.ts'
import type { Outbox } from '../outbox/outbox.ts'

/** A room of Aivo's is from now on that of the conversation that asked for it. */
export function linkRoom(links: Links, outbox: Outbox) {
  return async ({ of, room }: Asked & { readonly room: string }, late: boolean): Promise<void> => {
    if (of === undefined) return
    const { botId, handedOver, offloadedAt, session, version } = of
    const linked = links.ofChat(room)
    if (linked?.closed === true) return
    if (linked === undefined)
      await links.add({ session, botId, version, chat: room, user: '', offloadedAt, before: 0, handedOver })
    // Chatlayer was told that nobody takes over, or nothing: the bot is still talking.
    if (late) await outbox.put(botIsSilent({ session, botId, version, chat: room }))
  }
}
