import { Refused } from './refused.ts'
import type { User, UserTraits } from './user.ts'

/** The customers who are known: those with an open chat, and the newest of the others. */
export class Users {
  readonly #byId = new Map<string, User>()
  readonly #byExternalId = new Map<string, User>()
  /** Those without an open chat, the oldest first. */
  readonly #idle = new Set<User>()
  readonly #keep: number

  constructor(keep: number) {
    this.#keep = keep
  }

  get size(): number {
    return this.#byId.size
  }

  /** Throws Refused where somebody bears the external id already. */
  add(id: string, { name, externalId = '', contact = '', extraInfo = {} }: UserTraits, createdAt: number): User {
    if (externalId !== '' && this.#byExternalId.has(externalId)) {
      throw new Refused(409, `A user with externalId ${JSON.stringify(externalId)} already exists`)
    }
    const user: User = { id, name, externalId, contact, extraInfo, createdAt, chat: undefined }
    this.#byId.set(id, user)
    if (externalId !== '') this.#byExternalId.set(externalId, user)
    this.#rest(user)
    return user
  }

  byId(id: string): User | undefined {
    return this.#byId.get(id)
  }

  byExternalId(externalId: string): User | undefined {
    return this.#byExternalId.get(externalId)
  }

  all(): readonly User[] {
    return [...this.#byId.values()]
  }

  /** The user has an open chat from now on, or none any more. */
  engage(user: User, chat: string | undefined): void {
    user.chat = chat
    if (chat !== undefined) this.#idle.delete(user)
    else this.#rest(user)
  }

  #rest(user: User): void {
    this.#idle.add(user)
    if (this.#idle.size <= this.#keep) return
    const [oldest] = this.#idle as Set<User> & Iterable<User>
    if (oldest === undefined) return
    this.#idle.delete(oldest)
    this.#byId.delete(oldest.id)
    if (oldest.externalId !== '') this.#byExternalId.delete(oldest.externalId)
  }
}
