import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Feed } from '../record/feed.ts'
import type { Glimpse } from '../record/glimpse.ts'

/** A listener who does not keep up loses what is older than this many. */
const mostBehind = 200
const heartbeatMs = 5000

/** Decisions as they fall, as server-sent events: first the last few, then each as it comes. */
export function consoleEvents(c: Context, feed: Feed<Glimpse>): Response {
  return streamSSE(c, async (stream) => {
    const waiting: Glimpse[] = [...feed.recent]
    let wake: () => void = () => undefined
    const feeding: { over: boolean } = { over: false }
    const stop = feed.listen(
      (item) => {
        waiting.push(item)
        if (waiting.length > mostBehind) waiting.shift()
        wake()
      },
      () => {
        feeding.over = true
        wake()
      },
    )
    stream.onAbort(() => wake())
    try {
      while (!stream.aborted && !feeding.over) {
        for (let item = waiting.shift(); item !== undefined && !stream.aborted; item = waiting.shift()) {
          await stream.writeSSE({ event: 'decision', data: JSON.stringify(item) })
        }
        const woken = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(false), heartbeatMs)
          wake = () => {
            clearTimeout(timer)
            resolve(true)
          }
          if (waiting.length > 0 || feeding.over) wake()
        })
        if (!woken) await stream.writeSSE({ event: 'heartbeat', data: '' })
      }
    } finally {
      stop()
    }
  })
}
