import { batchesOf, result, type Job, type Observer } from '@pointsman/simulator'
import { asBadInput } from '../executor/as-bad-input.ts'
import { openExecutor } from '../executor/open-executor.ts'
import { BadInput } from '../input/bad-input.ts'
import { findContender } from '../contender/find-contenders.ts'
import { LineWriter } from '../input/line-writer.ts'
import { pageOf } from '../terminal/page.ts'
import { Progress } from '../terminal/progress.ts'
import { readScenario } from '../input/read-scenario.ts'
import { recordObserver } from '../simulate/record-observer.ts'
import { resultInWords } from '../simulate/result-in-words.ts'
import type { Surroundings } from '../surroundings.ts'
import { shortcomings } from '../simulate/shortcomings.ts'
import { traceObserver } from '../simulate/trace-observer.ts'
import { warn } from '../terminal/warn.ts'
import { write } from '../terminal/write.ts'

/** The options of `simulate`. */
export interface SimulateCommandOptions {
  readonly strategy: string
  readonly policies: readonly string[]
  readonly replications: number
  readonly workers: number
  readonly executor?: string
  readonly seed: number
  readonly trace?: string
  readonly record?: string
  readonly json?: boolean
}

/** Closed loop, one strategy. An interrupt ends the run, and the replications that are done are told. */
export async function simulate(
  path: string,
  options: SimulateCommandOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { json, policies, replications, seed, strategy, workers } = options
  const say = warn(surroundings)
  const scenario = await readScenario(path, say)
  const contender = await findContender(strategy, { policies, seed, warn: say })
  const files = openFiles(options)
  const batches = batchesOf(replications)
  const jobs = Array.from({ length: replications }, (_, first): Job => {
    return { scenario, strategy: contender.reference, seed, first, count: 1, batches, profile: false, bound: false }
  })
  const observers = files.map(({ observer }) => observer)
  const executor = await openExecutor({ workers, url: options.executor, observers, say })
  const progress = new Progress(surroundings)
  const stop = new AbortController()
  const release = surroundings.onInterrupt(() => stop.abort())
  try {
    const found = await executor.run(jobs, {
      onProgress: (done) => progress.reached(Math.floor(done), done / replications, 'replications'),
      signal: stop.signal,
    })
    const outcomes = found.flatMap((each) => each ?? [])
    progress.done()
    if (outcomes.length === 0) throw new BadInput('interrupted before the first replication was done')
    if (outcomes.length < replications) {
      surroundings.stderr.write(
        `pointsman: interrupted; this is what ${outcomes.length} of ${replications} replications say\n`,
      )
    }
    const told = result(
      { scenario: scenario.name, strategy: contender.name, seed },
      outcomes,
      scenario.origin === undefined ? 'mean' : 'value',
    )
    if (scenario.origin?.fit.bearable === false) {
      say(
        `${path}: its recording does not bear the question what would have been: ${scenario.origin.fit.because.join('; ')}`,
      )
    }
    for (const line of shortcomings(told.chats)) say(`${path}: ${line}`)
    await write(
      surroundings.stdout,
      json
        ? `${JSON.stringify(told, null, 2)}\n`
        : resultInWords(told, pageOf(surroundings), { warmedUp: scenario.warmup !== undefined }),
    )
    return 0
  } catch (error) {
    throw asBadInput(error, path)
  } finally {
    release()
    progress.done()
    await executor.close()
    for (const { lines } of files) lines.close()
  }
}

/** Files that the first replication is written to. */
function openFiles({ trace, record }: SimulateCommandOptions): readonly { observer: Observer; lines: LineWriter }[] {
  const open = (path: string | undefined, observer: (tell: (line: unknown) => void) => Observer) => {
    if (path === undefined) return []
    const lines = new LineWriter(path)
    return [{ lines, observer: observer((line) => lines.add(line)) }]
  }
  return [...open(trace, traceObserver), ...open(record, recordObserver)]
}
