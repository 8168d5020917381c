import type { Outbox } from '../outbox/outbox.ts'
import type { OffloadEvent } from '@pointsman/chatlayer'
import { toChatlayer } from '../bridge/parcels.ts'

/** Tells a customer whom nobody takes over so, in these words. */
export function sayNobody(text: string, outbox: Outbox): (event: OffloadEvent) => Promise<void> {
  return async ({ botId, session, version, at }) => {
    await outbox.put(toChatlayer({ botId, session, version }, `nobody:${session}:${at}`, text))
  }
}
