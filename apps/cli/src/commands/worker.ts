import { connect } from '../executor/redis/connect.ts'
import { Presence } from '../executor/redis/presence.ts'
import { programVersion } from '../executor/redis/program-version.ts'
import { redisAddress } from '../executor/redis/redis-address.ts'
import type { Surroundings } from '../surroundings.ts'
import { count } from '../terminal/figures.ts'
import { printable } from '../terminal/printable.ts'
import { warn } from '../terminal/warn.ts'
import { startBatchWorker } from '../worker/batch-worker.ts'
import { StrangeRuns } from '../worker/strange-runs.ts'

/** The options of `worker`. */
export interface WorkerCommandOptions {
  readonly redis: string
  readonly workers: number
}

/** We are there, and look who else is, every so often, ms. */
const lookEvery = 2000

/** A worker that is told to end has so long to finish, ms; what is not done then is given back. */
const patience = 8000

/** Does the replications of others' runs until a signal ends it: at the first it finishes its batches, at the second it gives them back. */
export async function worker(options: WorkerCommandOptions, surroundings: Surroundings): Promise<number> {
  const { stdout } = surroundings
  const say = warn(surroundings)
  const print = (line: string): void => void stdout.write(`${printable(line)}\n`)
  const address = redisAddress(options.redis, '--redis')
  const redis = await connect(address, say)
  const program = programVersion()
  const presence = new Presence(redis, 'workers', { program: program.text, threads: options.workers })
  const strangers = new StrangeRuns(presence, program.text, say)
  let [batches, replications] = [0, 0]
  const working = await startBatchWorker({
    redis,
    programKey: program.key,
    threads: options.workers,
    onDone: (line, done) => {
      batches += 1
      replications += done
      if (stdout.isTTY === true) print(line)
    },
    onTrouble: say,
  })
  const look = async (): Promise<void> => {
    await presence.announce()
    await strangers.look()
  }
  await look()
  // A look that has to wait for Redis is waited for by none.
  const looking = setInterval(() => void look().catch(() => undefined), lookEvery)
  const threads = options.workers === 1 ? '1 thread' : `${count(options.workers)} threads`
  print(`waiting for work at ${address.shown}, on ${threads}; version ${program.text}`)
  await ended(surroundings, async (signals) => {
    clearInterval(looking)
    print('ending: what is under way is finished')
    await within(1000, presence.leave())
    const finished = working.finish().then(() => true)
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), patience).unref())
    if (await Promise.race([finished, late, signals.then(() => false)])) return
    print('ending: what is under way is given back')
    await within(patience, working.giveBack())
  })
  await working.letGo()
  redis.disconnect()
  print(`done: ${count(replications)} replications in ${count(batches)} batches`)
  return 0
}

/** Waits for a signal to end, then for `end`, which is given the next signal. */
async function ended({ onEnd }: Surroundings, end: (next: Promise<void>) => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => onEnd(resolve))
  let release = (): void => undefined
  const next = new Promise<void>((resolve) => {
    release = onEnd(resolve)
  })
  await end(next)
  release()
}

function within(ms: number, done: Promise<void>): Promise<void> {
  return Promise.race([done, new Promise<void>((resolve) => setTimeout(resolve, ms).unref())])
}
