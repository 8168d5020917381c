import { parseJson } from '@pointsman/wire'
import { activityPlace, haveActed, withActivity, type ActivityPlace } from './activity.ts'
import type { ByteTools } from './byte-tools.ts'
import { checkPayload } from './check-payload.ts'
import { endOfObject } from './end-of-object.ts'
import { isAssign, type Payload, type WireAgent } from './payload.ts'

/** A payload that was read and checked. It must not be changed: the next one may share agents with it. */
export interface ReadPayload {
  readonly payload: Payload
  readonly bytes: Uint8Array
  /** Where each agent's text begins and ends in the bytes, in turn; undefined where the text was read in one go. */
  readonly spans: readonly number[] | undefined
  /** Of each agent, in turn, as far as any did no more than act; undefined where the text was read in one go. */
  readonly acted: readonly (Acted | undefined)[] | undefined
}

/** An agent of whom nothing but `lastActivity` is new. */
export interface Acted {
  /** The agent of the payload before. */
  readonly before: WireAgent
  /** Where in the agent's text the digits are. */
  readonly place: ActivityPlace
}

/** Longer payloads are read in one go, so that little is kept. */
const mostBytes = 4 * 1024 * 1024
/** After a payload that cannot be read agent by agent, so many are read in one go. */
const pause = 100
/** Where more than this share of the agents is new it is quicker to read in one go; so many payloads are, then. */
const mostNew = 0.6
const shortPause = 16
/** So many who left between two payloads are passed over. */
const lookAhead = 8
/** The list of agents begins within so many bytes, or is not looked for. */
const furthest = 8192

/**
 * Reads payloads that come one after another from one platform. Each lists everybody, and most agents are, byte for byte,
 * what they were a moment ago: those are not parsed and checked again, but are the same objects as before; nor is one parsed of
 * whom nothing but `lastActivity` is new. The outcome, and
 * what is thrown, is that of `parsePayload` (a `PayloadError`).
 */
export class PayloadReader {
  readonly #tools: ByteTools
  /** Stands for the agents while the rest is parsed, and shows that they are where they must be. */
  readonly #mark: string = crypto.randomUUID()
  #known: Known | undefined
  #resting = 0

  constructor(tools: ByteTools) {
    this.#tools = tools
  }

  read(bytes: Uint8Array): ReadPayload {
    const agents: WireAgent[] = []
    const spans = this.#tryApart(bytes, agents)
    if (spans !== undefined) {
      const value = this.#around(bytes, spans)
      if (value !== undefined) {
        ;(value.data as { agents: unknown }).agents = agents
        const payload = checkPayload(value, this.#known?.agents)
        if (isAssign(payload)) this.#keep({ bytes, spans: spans.agents, agents, activity: spans.activity }, spans.fresh)
        return { payload, bytes, spans: spans.agents, acted: spans.acted }
      }
      this.#resting = pause
    }
    const payload = checkPayload(parseJson(this.#tools.text(bytes, 0, bytes.length)))
    return { payload, bytes, spans: undefined, acted: undefined }
  }

  #keep(read: Known, fresh: number): void {
    const { length } = this.#known?.agents ?? []
    this.#known = read
    if (length === 0 || fresh <= read.agents.length * mostNew) return
    this.#known = undefined
    this.#resting = shortPause
  }

  #tryApart(bytes: Uint8Array, agents: WireAgent[]): Spans | undefined {
    if (bytes.length > mostBytes) return undefined
    if (this.#resting > 0) {
      this.#resting -= 1
      return undefined
    }
    try {
      return this.#agentsOf(bytes, agents)
    } catch (error) {
      // Not JSON: to be said of the payload as a whole.
      if (error instanceof SyntaxError) return undefined
      throw error
    }
  }

  /** Each agent, parsed or known, and where their texts are. */
  #agentsOf(bytes: Uint8Array, agents: WireAgent[]): Spans | undefined {
    const from = beginningOfAgents(bytes)
    if (from < 0) return undefined
    const known = this.#known
    let fresh = 0
    const places: number[] = []
    const activity: (ActivityPlace | null | undefined)[] = []
    const acted: (Acted | undefined)[] = []
    let next = 0
    let at = skipBlanks(bytes, from)
    if (bytes[at] === endOfList) return { from, to: at, agents: [], activity, acted, fresh }
    for (;;) {
      if (bytes[at] !== opening) return undefined
      let agent: WireAgent | undefined
      let end = 0
      if (known !== undefined && next < known.agents.length) {
        const start = known.spans[2 * next] as number
        const length = (known.spans[2 * next + 1] as number) - start
        end = at + length
        if (end < bytes.length) {
          // One look at the digits tells most who acted from those who did not.
          const place = known.activity[next]
          const moved = place !== undefined && place !== null && haveActed(bytes, at, known.bytes, start, place)
          if (!moved && this.#tools.same(bytes, at, known.bytes, start, length)) agent = known.agents[next]
          else if (mayEndAt(bytes, end)) {
            agent = this.#acted(bytes, at, known, next)
            if (agent !== undefined)
              acted[agents.length] = {
                before: known.agents[next] as WireAgent,
                place: known.activity[next] as ActivityPlace,
              }
          }
        }
        if (agent !== undefined) {
          activity.push(known.activity[next])
          next += 1
        } else if (!mayEndAt(bytes, end)) end = 0
      }
      if (agent === undefined) {
        agent = end === 0 ? undefined : this.#objectIn(bytes, at, end)
        if (agent === undefined) {
          end = endOfObject(bytes, at)
          if (end < 0) return undefined
          agent = JSON.parse(this.#tools.text(bytes, at, end)) as WireAgent
        }
        next = this.#after(agent, next)
        activity.push(undefined)
        fresh += 1
      }
      agents.push(agent)
      places.push(at, end)
      at = skipBlanks(bytes, end)
      if (bytes[at] === endOfList) return { from, to: at, agents: places, activity, acted, fresh }
      if (bytes[at] !== comma) return undefined
      at = skipBlanks(bytes, at + 1)
    }
  }

  /** What changes most often about an agent is when they last did something. */
  #acted(bytes: Uint8Array, from: number, known: Known, place: number): WireAgent | undefined {
    const agent = known.agents[place] as WireAgent
    const start = known.spans[2 * place] as number
    const end = known.spans[2 * place + 1] as number
    const activity = (known.activity[place] ??= activityPlace(this.#tools, known.bytes, start, end, agent) ?? null)
    if (activity === null) return undefined
    const before = { bytes: known.bytes, from: start, length: end - start, agent }
    return withActivity(this.#tools, activity, { bytes, from }, before)
  }

  /** The object, if it ends where the one before it did; JSON that is whole can be followed by nothing that belongs to it. */
  #objectIn(bytes: Uint8Array, from: number, to: number): WireAgent | undefined {
    try {
      return JSON.parse(this.#tools.text(bytes, from, to)) as WireAgent
    } catch {
      return undefined
    }
  }

  /** Whom the agent after this one is likely to be: agents come and go, but keep their order. */
  #after({ id }: WireAgent, next: number): number {
    const agents = this.#known?.agents ?? []
    const last = Math.min(agents.length, next + lookAhead)
    for (let i = next; i < last; i++) if (agents[i]?.id === id) return i + 1
    return next
  }

  /** The payload without its agents; undefined where these are not its `data.agents`. */
  #around(bytes: Uint8Array, { from, to }: Spans): { data: object } | undefined {
    const tools = this.#tools
    const around = `${tools.text(bytes, 0, from)}"${this.#mark}"${tools.text(bytes, to, bytes.length)}`
    try {
      const value = parseJson(around)
      return hasMark(value, this.#mark) ? value : undefined
    } catch {
      return undefined
    }
  }
}

/** What the payload before was. */
interface Known {
  readonly bytes: Uint8Array
  readonly spans: readonly number[]
  readonly agents: readonly WireAgent[]
  /** Of each: undefined where it was not looked for, null where there is none. */
  readonly activity: (ActivityPlace | null | undefined)[]
}

interface Spans {
  /** The list's text, without its brackets. */
  readonly from: number
  readonly to: number
  readonly agents: readonly number[]
  readonly activity: (ActivityPlace | null | undefined)[]
  readonly acted: readonly (Acted | undefined)[]
  /** How many of them had to be parsed. */
  readonly fresh: number
}

const opening = 0x7b
const closing = 0x7d
const comma = 0x2c
const endOfList = 0x5d
const key = Array.from('"agents"', (letter) => letter.charCodeAt(0))

/** The place after the bracket that opens the list; −1 where it is not found. */
function beginningOfAgents(bytes: Uint8Array): number {
  const last = Math.min(bytes.length, furthest)
  for (let i = 0; i < last; i++) {
    let same = 0
    while (same < key.length && bytes[i + same] === key[same]) same++
    if (same < key.length) continue
    const colon = skipBlanks(bytes, i + same)
    const bracket = skipBlanks(bytes, colon + 1)
    return bytes[colon] === 0x3a && bytes[bracket] === 0x5b ? bracket + 1 : -1
  }
  return -1
}

function mayEndAt(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 1] === closing && (bytes[end] === comma || bytes[end] === endOfList)
}

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++
  return at
}

function hasMark(value: unknown, mark: string): value is { data: { agents: unknown } } {
  const { data } = (value ?? {}) as { readonly data?: unknown }
  const { agents } = (data ?? {}) as { readonly agents?: unknown }
  return Array.isArray(agents) && agents.length === 1 && agents[0] === mark
}
