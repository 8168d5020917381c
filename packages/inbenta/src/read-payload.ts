import type { Members } from './members.ts'
import type { Payload, WireAgent } from './payload.ts'

/** A payload that was read and checked. It must not be changed: the next one may share agents with it. */
export interface ReadPayload {
  readonly bytes: Uint8Array
  /** The payload; of its agents `lastActivity` may be that of an earlier one, where `roster` tells the one of now. */
  readonly outline: Payload
  /** The payload as reading it by itself gives it: put together when it is first asked for. */
  readonly payload: Payload
  /** Undefined where the text was read in one go: then nothing of the outline is old. */
  readonly roster: ReadRoster | undefined
}

/** The agents of a payload that was read agent by agent. */
export interface ReadRoster {
  /** Each as they were when their text was last parsed. */
  readonly agents: readonly WireAgent[]
  /** Of each the `lastActivity` of now, where it is all that is new since their text was parsed; else undefined. */
  readonly activity: readonly (number | undefined)[]
  /** Where each agent's text begins and ends in the bytes, in turn. */
  readonly spans: readonly number[]
  /** Where in each one's text its members are: undefined where nobody looked, null where that does not tell what it is. */
  readonly members: readonly (Members | null | undefined)[]
}

/** A payload that was read in one go. */
export function readWhole(payload: Payload, bytes: Uint8Array): ReadPayload {
  return { bytes, outline: payload, payload, roster: undefined }
}

/** A payload that was read agent by agent. */
export class ReadApart implements ReadPayload {
  readonly bytes: Uint8Array
  readonly outline: Payload
  readonly roster: ReadRoster
  #payload: Payload | undefined

  constructor(outline: Payload, bytes: Uint8Array, roster: ReadRoster) {
    this.outline = outline
    this.bytes = bytes
    this.roster = roster
  }

  get payload(): Payload {
    return (this.#payload ??= this.#whole())
  }

  #whole(): Payload {
    const { outline, roster } = this
    if (roster.activity.every((at) => at === undefined)) return outline
    const agents = roster.agents.map((agent, i) => {
      const lastActivity = roster.activity[i]
      return lastActivity === undefined ? agent : { ...agent, lastActivity }
    })
    return { ...outline, data: { ...(outline.data as object), agents } } as Payload
  }
}
