import { Queue, QueueEvents } from 'bullmq'
import type { Executor } from '@pointsman/simulator'
import { connect } from './connect.ts'
import { prefix, queueOf } from './names.ts'
import { Presence } from './presence.ts'
import { programVersion } from './program-version.ts'
import type { RedisAddress } from './redis-address.ts'
import { RedisRun, type Broker } from './redis-run.ts'
import { WorkerWatch } from './worker-watch.ts'

/**
 * Has jobs done by workers (`pointsman worker`) that share a Redis, on any number of machines. They may come, go and be killed,
 * and Redis may restart with or without what it held: it never changes a digit. `say` is told what the reader of a terminal should
 * know, such as that nobody is there to do the work. Throws BadInput where there is no Redis.
 */
export async function redisExecutor(address: RedisAddress, say: (line: string) => void): Promise<Executor> {
  const redis = await connect(address, say)
  const program = programVersion()
  const queueName = queueOf(program.key)
  const queue = new Queue(queueName, { connection: redis, prefix, streams: { events: { maxLen: 2000 } } })
  const ears = redis.duplicate()
  const events = new QueueEvents(queueName, { connection: ears, prefix })
  // What goes wrong with a connection is told where it is made; both wait until it is back.
  queue.on('error', () => undefined)
  events.on('error', () => undefined)
  ears.on('error', () => undefined)
  await events.waitUntilReady()
  const presence = new Presence(redis, 'runs', { program: program.text, threads: 0 })
  const broker: Broker = { redis, queue, queueName, events, programKey: program.key }
  return {
    async run(jobs, watch = {}) {
      const workers = new WorkerWatch(presence, program.text, address.shown, say)
      try {
        return await new RedisRun(broker, jobs, watch, () => workers.look()).result()
      } finally {
        await workers.end()
      }
    },
    async close() {
      await events.close()
      await queue.close()
      ears.disconnect()
      redis.disconnect()
    },
  }
}
