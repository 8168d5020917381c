import type { Reconstructed } from '../reconstruct/reconstruction.ts'

/** What a recording shows of the day itself, to hold a simulation of it against: plain data. After the warm-up, as results. */
export interface RecordedDay {
  /** The strategy that the recording says answered; undefined: it does not say. */
  readonly strategy?: string | undefined
  readonly chats: readonly RecordedWait[]
  /** Chats attended, by agent. */
  readonly chatsByAgent: Readonly<Record<string, number>>
  /** Of invitations, and how many there were. */
  readonly refused: number
  readonly invitations: number
}

/** How one chat waited. */
export interface RecordedWait {
  /** Seconds from the start. */
  readonly at: number
  /** Seconds; between bounds their middle. */
  readonly wait: number
  /** The chance that the customer left: 0 or 1 where that is known. */
  readonly left: number
}

/** Undefined where nothing was reconstructed. */
export function recordedDay(
  { chanceOfLeaving, scenario, sightings, waits }: Reconstructed,
  strategy?: string,
): RecordedDay | undefined {
  if (scenario === undefined) return undefined
  const begins = sightings.from + (scenario.warmup?.seconds ?? 0)
  const chats: RecordedWait[] = []
  const chatsByAgent: Record<string, number> = Object.fromEntries(scenario.agents.map(({ id }) => [id, 0]))
  for (const wait of waits) {
    const { arrivedAt, chat, end, hi, lo } = wait
    if (arrivedAt < begins) continue
    chats.push({
      at: arrivedAt - sightings.from,
      wait: hi === Infinity ? lo : (lo + hi) / 2,
      left: chanceOfLeaving(wait),
    })
    const id = end === 'attended' ? chat.stint?.agent.id : undefined
    if (id !== undefined && id in chatsByAgent) chatsByAgent[id] = (chatsByAgent[id] as number) + 1
  }
  let [refused, invitations] = [0, 0]
  for (const agent of sightings.agents.values()) {
    refused += agent.refused
    invitations += agent.accepted + agent.refused + agent.expired
  }
  return {
    ...(strategy === undefined ? {} : { strategy }),
    chats,
    chatsByAgent,
    refused,
    invitations,
  }
}
