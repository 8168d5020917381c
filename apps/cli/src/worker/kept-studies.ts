import type { Redis } from 'ioredis'
import { studyKey } from '../executor/redis/names.ts'
import type { StudyContent } from '../executor/redis/study.ts'

/** So many are remembered. */
const most = 8

/** Studies as workers read them; the latest are remembered. */
export class KeptStudies {
  readonly #redis: Redis
  readonly #known = new Map<string, StudyContent>()

  constructor(redis: Redis) {
    this.#redis = redis
  }

  /** Throws where Redis has it no longer; whoever asks for it will put it there again. */
  async get(id: string): Promise<StudyContent> {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const text = await this.#redis.get(studyKey(id))
    if (text === null) throw new Error('what the job is about is no longer in Redis')
    const study = JSON.parse(text) as StudyContent
    this.#known.set(id, study)
    for (const oldest of this.#known.keys()) if (this.#known.size > most) this.#known.delete(oldest)
    return study
  }
}
