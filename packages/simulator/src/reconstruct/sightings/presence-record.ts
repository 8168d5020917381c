/** A stretch of time online, with bounds: it began in [fromLo, fromHi] and ended in [toLo, toHi]. */
export interface Stretch {
  fromLo: number
  fromHi: number
  toLo: number
  toHi: number
  /** Nothing showed its end. */
  open: boolean
  /** It ended as the agent was no longer listed, who may have been full. */
  mayBeFull: boolean
  /** It goes on one that so ended, in the same session. */
  sameSession: boolean
}

/** When an agent was online, as far as snapshots and log-in times tell. */
export class PresenceRecord {
  readonly stretches: Stretch[] = []
  /** Snapshots in which the agent was listed: the number of the last one, and when. */
  snapshot: number = -1
  /** The first snapshot without the agent since. */
  absentSince: number = NaN
  /** At the last listing it was found that, while not listed before it, the agent was full, in the same session. */
  wasFull: boolean = false
  #at = NaN
  #online = false
  #login: number | undefined = undefined
  #room = 0

  /**
   * The agent is listed. `previousAt`: when the snapshot before was; NaN: there was none. `room`: free slots, by which who is
   * not listed the next time may be full.
   */
  listed(at: number, previousAt: number, online: boolean, login: number | undefined, room: number): void {
    // Who logged in since was away since, though listed the time before and now.
    const anew = this.#online && login !== undefined && login > this.#at && login !== this.#login
    const absent = Number.isNaN(this.absentSince) && anew ? login : this.absentSince
    const last = this.stretches.at(-1)
    const away = !Number.isNaN(absent)
    const session = away && (login === this.#login || (login === undefined && at - this.#at < 3600))
    if (last?.open === true && (away || !online)) {
      last.open = false
      last.toLo = this.#at
      last.toHi = away ? absent : at
      last.mayBeFull = away && (this.#room <= 1 || room <= 1)
    }
    if (online && (away || !this.#online)) {
      const before = Number.isNaN(this.#at) || away ? previousAt : this.#at
      const exact = login !== undefined && login <= at && !(login <= before)
      this.stretches.push({
        fromLo: exact ? login : before,
        fromHi: exact ? login : at,
        toLo: at,
        toHi: Infinity,
        open: true,
        mayBeFull: false,
        sameSession: session,
      })
    }
    this.wasFull = session && this.#room <= 1
    this.absentSince = NaN
    this.#at = at
    this.#online = online
    this.#login = login
    this.#room = room
  }

  /** The agent is listed as they were in the snapshot before. */
  stays(at: number): void {
    this.wasFull = false
    this.#at = at
  }

  /** Nothing more comes. */
  end(): void {
    const last = this.stretches.at(-1)
    if (last?.open !== true) return
    last.toLo = this.#at
    if (Number.isNaN(this.absentSince)) return
    last.toHi = this.absentSince
    last.open = false
    last.mayBeFull = this.#room <= 1
  }
}
