import { WaitingError, type Job as QueuedJob } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Executor } from '@pointsman/simulator'
import type { StrategyReference } from '../contender/strategy-reference.ts'
import { answerText, type Answer } from '../executor/redis/answer.ts'
import type { BatchData } from '../executor/redis/batch-data.ts'
import { answerKey, kept } from '../executor/redis/names.ts'
import type { StudyContent } from '../executor/redis/study.ts'
import type { KeptStudies } from './kept-studies.ts'
import { pluginHere } from './plugin-here.ts'

/** What batches are done with. */
export interface Workshop {
  readonly redis: Redis
  readonly studies: KeptStudies
  readonly threads: Executor
  /** Ends what is under way, which is given back. */
  readonly giveBack: AbortSignal
}

/** Told of what is being told, at most so often, ms. */
const tellEvery = 500

/**
 * Does a batch and leaves its answer in Redis. What is bad input for everybody is an answer too; anything else that goes wrong is
 * thrown, and tried again elsewhere. Answers what it was about; undefined where there was an answer already.
 */
export async function doBatch(
  job: QueuedJob<BatchData>,
  token: string | undefined,
  { giveBack, redis, studies, threads }: Workshop,
): Promise<StudyContent | undefined> {
  const id = job.id as string
  if ((await redis.exists(answerKey(id))) === 1) return undefined
  const { first, count } = job.data
  const study = await studies.get(job.data.study)
  let told = performance.now()
  const onProgress = (done: number): void => {
    if (performance.now() - told < tellEvery) return
    told = performance.now()
    job.updateProgress(done).catch(() => undefined)
  }
  try {
    await pluginHere(study.strategy as StrategyReference)
    const [outcomes] = await threads.run([{ ...study, first, count }], { onProgress, signal: giveBack })
    if (outcomes === undefined) {
      await job.moveToWait(token)
      throw new WaitingError()
    }
    await leave(redis, id, { kind: 'outcomes', outcomes })
  } catch (error) {
    if (!(error instanceof Error) || !['BadInput', 'EndlessOffer'].includes(error.name)) throw error
    await leave(redis, id, { kind: 'failed', name: error.name, message: error.message })
  }
  return study
}

/** Leaves an answer for whoever asked. */
export async function leave(redis: Redis, id: string, answer: Answer): Promise<void> {
  await redis.set(answerKey(id), answerText(answer), 'EX', answer.kind === 'failed' ? kept.failure : kept.answer)
}
