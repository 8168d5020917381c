import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Redis } from 'ioredis'
import { prefix } from './names.ts'

/** Workers do jobs; runs ask for them. */
export type Role = 'workers' | 'runs'

/** Who is there. */
export interface Present {
  /** The program's version. */
  readonly program: string
  readonly host: string
  readonly pid: number
  readonly threads: number
}

/** Of somebody who was not heard of for so long nothing is left, seconds. */
const silence = 8

/** Tells others in a Redis that we are there, and who else is. */
export class Presence {
  readonly #redis: Redis
  readonly #role: Role
  readonly #me: Present
  readonly #id = randomUUID()

  constructor(redis: Redis, role: Role, { program, threads }: Pick<Present, 'program' | 'threads'>) {
    this.#redis = redis
    this.#role = role
    this.#me = { program, threads, host: hostname(), pid: process.pid }
  }

  /** To be said again within some seconds. */
  async announce(): Promise<void> {
    await this.#redis.hset(list(this.#role), this.#id, JSON.stringify(this.#me))
    await this.#redis.set(alive(this.#id), '1', 'EX', silence)
  }

  /** Everybody who is there in a role. */
  async all(role: Role): Promise<readonly Present[]> {
    const entries = Object.entries(await this.#redis.hgetall(list(role)))
    if (entries.length === 0) return []
    const lives = await this.#redis.mget(entries.map(([id]) => alive(id)))
    const gone = entries.filter((_, i) => lives[i] === null).map(([id]) => id)
    if (gone.length > 0) await this.#redis.hdel(list(role), ...gone)
    return entries.filter((_, i) => lives[i] !== null).map(([, text]) => JSON.parse(text) as Present)
  }

  async leave(): Promise<void> {
    await this.#redis.hdel(list(this.#role), this.#id)
    await this.#redis.del(alive(this.#id))
  }
}

const list = (role: Role): string => `${prefix}:${role}`
const alive = (id: string): string => `${prefix}:alive:${id}`
