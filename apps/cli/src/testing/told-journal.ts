import { builtin, type Strategy } from '@pointsman/core'
import { replicate, type Outcome, type Scenario } from '@pointsman/simulator'

/** Tuesday 6 January 2026, 00:00 UTC. */
const epoch = 1_767_657_600

/** What is true of a chat, whoever tells what. Unix seconds; NaN: never. */
export interface ToldTruth {
  /** The one it came in. */
  readonly queue: string
  readonly arrivedAt: number
  /** For the first time. */
  attendedAt: number
}

/**
 * What a journal holds of a day on a platform that only tells: Aivo's events, with nanoseconds that no double could hold,
 * and by what customers asked: Chatlayer's offloads, queue calls that went through us, or neither.
 */
export function toldJournal(
  scenario: Scenario,
  options: { readonly seed: number; readonly arrivals: 'offloads' | 'queue calls' | 'untold' },
): { readonly text: string; readonly outcome: Outcome; readonly chats: ReadonlyMap<string, ToldTruth> } {
  const chats = new Map<string, ToldTruth>()
  const lines: string[] = []
  const line = (source: string, at: number, event: string): void =>
    void lines.push(`{"v":1,"at":${Math.round((epoch + at) * 1000)},"source":"${source}","event":${event}}`)
  const aivo = (name: string, room: string, at: number, data: unknown): void => {
    const nanoseconds = BigInt(epoch) * 1_000_000_000n + BigInt(Math.round(at * 1e6)) * 1000n + 7n
    const seconds = Math.floor(epoch + at)
    const told = `"name":"${name}","roomId":"${room}","timestamp":${nanoseconds},"botId":1000,"eventTime":${seconds}`
    line('aivo', at, `{${told},"data":${JSON.stringify(data)}}`)
  }
  const outcome = replicate({
    scenario,
    strategy: (seed) => builtin('longest-idle', { seed }) as Strategy,
    seed: options.seed,
    replication: 0,
    observers: [
      {
        arrived: ({ id, queue }, at) => {
          chats.set(id, { queue, arrivedAt: epoch + at, attendedAt: NaN })
          if (options.arrivals === 'untold') return
          if (options.arrivals === 'queue calls')
            return aivo('pointsman:queued', id, at, { hash: `customer${id}`, groups: [Number(queue)] })
          const timestamp = new Date((epoch + at) * 1000).toISOString()
          const offload = { botId: 'b', version: 'LIVE', sessionId: id, timestamp, event: 'offload', transcript: [] }
          line('chatlayer', at, JSON.stringify({ ...offload, payload: { queue } }))
        },
        attended: ({ id, queue }, agent, at) => {
          const chat = chats.get(id) as ToldTruth
          if (Number.isNaN(chat.attendedAt)) chat.attendedAt = epoch + at
          aivo('attended', id, at, { agent: { name: agent.id, nickname: agent.id, groupId: Number(queue) } })
        },
        transferred: ({ id, queue }, _, from, at) =>
          aivo('transfer', id, at, {
            value: 'Transfer to group',
            originGroup: Number(from),
            target: Number(queue),
            agent: {},
          }),
        ended: ({ id, state }, _, at) =>
          aivo('close', id, at, { reason: state === 'closed' ? 'agent' : 'queue clean process', agent: {} }),
      },
    ],
  })
  return { text: `${lines.join('\n')}\n`, outcome, chats }
}
