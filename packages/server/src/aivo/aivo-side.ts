import type { QueueCall } from '@pointsman/aivo'
import type { OffloadReading } from '@pointsman/chatlayer'
import type { Links } from '../bridge/links.ts'
import type { EventIntake } from '../events/event-intake.ts'
import { AivoHandover } from '../handover/aivo-handover.ts'
import { linkRoom } from '../handover/link-room.ts'
import type { Log } from '../log.ts'
import type { Counter } from '../metrics/counter.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Asks } from './asks.ts'
import { QueueDesk } from './queue-desk.ts'

/** How conversations are put in Aivo's queue. */
export interface AivoQueueServing {
  readonly asks: Asks
  readonly botId: number
  readonly call: (call: QueueCall) => Promise<string>
}

/** What Chatlayer's conversations that are with Aivo stand on. */
export interface WithAivo {
  readonly kind: 'aivo'
  readonly links: Links
  readonly outbox: Outbox
  /** Whether it is known how customers' words are posted to Aivo. */
  readonly forwards: boolean
}

/** What Aivo's side stands on. */
export interface AivoSideOptions {
  readonly queue: AivoQueueServing | undefined
  /** Where Chatlayer's conversations go there. */
  readonly chatlayer: (WithAivo & { readonly reading: OffloadReading }) | undefined
  readonly intake: EventIntake
  readonly log: Log
  readonly calls: Counter
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Who queues conversations in Aivo, and who hands Chatlayer's over to it; where they are configured. */
export function aivoSide({ queue, chatlayer, intake, log, calls, now }: AivoSideOptions): {
  readonly desk: QueueDesk | undefined
  readonly handover: AivoHandover | undefined
} {
  if (queue === undefined) return { desk: undefined, handover: undefined }
  const follow = chatlayer === undefined ? () => Promise.resolve() : linkRoom(chatlayer.links, chatlayer.outbox)
  const desk = new QueueDesk({ ...queue, intake, follow, log, calls })
  return { desk, handover: chatlayer === undefined ? undefined : new AivoHandover({ ...chatlayer, desk, now, log }) }
}
