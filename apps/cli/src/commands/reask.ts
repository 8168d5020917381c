import { catalog } from '@pointsman/core'
import { readRecording, RecordingError } from '@pointsman/recording'
import { BadInput } from '../bad-input.ts'
import { complaints } from '../complaints.ts'
import type { Difference } from '../difference.ts'
import { findContenders } from '../find-contenders.ts'
import { pageOf } from '../page.ts'
import { Progress } from '../progress.ts'
import { differenceText, reaskDocument, type ReaskReport } from '../reask-document.ts'
import { reaskInWords } from '../reask-in-words.ts'
import { Reask } from '../reask.ts'
import { Spool } from '../spool.ts'
import type { Surroundings } from '../surroundings.ts'
import { warn } from '../warn.ts'
import { write } from '../write.ts'

/** The options of `reask`. */
export interface ReaskCommandOptions {
  readonly strategies?: readonly string[]
  readonly policies: readonly string[]
  readonly json?: boolean
  readonly latency: boolean
  readonly strict?: boolean
  readonly seed: number
  readonly differences?: number
}

/** Open loop: every recorded request asked again of every strategy. An interrupt ends the reading, and what is known is told. */
export async function reask(path: string, options: ReaskCommandOptions, surroundings: Surroundings): Promise<number> {
  const where = { policies: options.policies, seed: options.seed, warn: warn(surroundings) }
  const asked = options.strategies ?? catalog.map(({ policy }) => policy.name)
  const contenders = await findContenders(asked, where)
  const spool = new Spool()
  const shown: Difference[] = []
  let told = 0
  const replay = new Reask(contenders, {
    ...(options.latency ? { nanoseconds: surroundings.nanoseconds } : {}),
    differences: options.differences ?? (options.json ? Number.POSITIVE_INFINITY : 1),
    onDifference: (difference) => {
      if (options.json) spool.add(differenceText(difference, told++ === 0))
      else shown.push(difference)
    },
  })
  try {
    const report = await read(path, options, replay, surroundings)
    for (const line of complaints(report.summary)) surroundings.stderr.write(`pointsman: ${line}\n`)
    if (report.cutOff) {
      surroundings.stderr.write(`pointsman: interrupted; this is what the first ${replay.requests} requests say\n`)
    }
    if (!options.json) {
      await write(surroundings.stdout, reaskInWords(report, shown, pageOf(surroundings)))
      return 0
    }
    const { head, tail } = reaskDocument(report)
    await write(surroundings.stdout, head)
    for (const piece of spool.pieces()) await write(surroundings.stdout, piece)
    await write(surroundings.stdout, tail)
    return 0
  } finally {
    spool.close()
  }
}

async function read(
  path: string,
  { strict = false, latency }: ReaskCommandOptions,
  replay: Reask,
  surroundings: Surroundings,
): Promise<ReaskReport> {
  const reader = readRecording(path, { strict })
  const progress = new Progress(surroundings)
  let cutOff = false
  const release = surroundings.onInterrupt(() => (cutOff = true))
  try {
    for await (const batch of reader.batches()) {
      for (const recorded of batch) {
        if (recorded.kind === 'facts') replay.learn(recorded.facts)
        else replay.ask(recorded)
      }
      progress.reached(replay.requests, reader.progress)
      if (cutOff) break
    }
  } catch (error) {
    if (error instanceof RecordingError) throw new BadInput(error.message, { cause: error })
    throw error
  } finally {
    release()
    progress.done()
  }
  return { reask: replay, summary: reader.summary, latency, cutOff }
}
