/** What the event is called on the wire: a name that Aivo will not use for something else. */
export const queuedName = 'pointsman:queued'

/** A conversation that was put in Aivo's queue. */
export interface QueuedEvent {
  /** The conversation, by the id that Aivo's own events bear. */
  readonly room: string
  /** When the customer asked: milliseconds since 1970. */
  readonly atMs: number
  readonly botId: number
  /** The user's own, without what Aivo appends. */
  readonly hash: string
  readonly groups: readonly number[]
}

/** That a customer asked for somebody, as JSON in the form of Aivo's own events. */
export function queuedEvent({ room, atMs, botId, hash, groups }: QueuedEvent): string {
  // Down: nobody attends before it was asked.
  const nanoseconds = BigInt(Math.floor(atMs)) * 1_000_000n
  const head = JSON.stringify({ name: queuedName, roomId: room }).slice(0, -1)
  const tail = JSON.stringify({ botId, eventTime: Math.floor(atMs / 1000), data: { hash, groups } }).slice(1)
  return `${head},"timestamp":${nanoseconds},${tail}`
}
