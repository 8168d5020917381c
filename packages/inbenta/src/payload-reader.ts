import { parseJson } from '@pointsman/wire'
import type { ByteTools } from './byte-tools.ts'
import { checkPayload } from './check-payload.ts'
import { endOfObject, likelyEnd } from './end-of-object.ts'
import { closingBracket, colon, comma, openingBrace, openingBracket } from './json-bytes.ts'
import { changesOf, membersFrom, membersOf, type Members } from './members.ts'
import { isAssign, type WireAgent } from './payload.ts'
import { ReadApart, readWhole, type ReadPayload, type ReadRoster } from './read-payload.ts'
import { stretch, type Known } from './stretch.ts'

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
 * whom nothing but `lastActivity` is new, and of others no more than what has changed. The outcome, and what is thrown, is that
 * of `parsePayload` (a `PayloadError`).
 */
export class PayloadReader {
  readonly #tools: ByteTools
  /** Stands for the agents while the rest is parsed, and shows that they are where they must be. */
  readonly #mark: string = crypto.randomUUID()
  #known: Known | undefined
  readonly #activity: (number | undefined)[] = []
  #resting = 0

  constructor(tools: ByteTools) {
    this.#tools = tools
  }

  read(bytes: Uint8Array): ReadPayload {
    const list = this.#tryApart(bytes)
    if (list !== undefined) {
      const value = this.#around(bytes, list)
      if (value !== undefined) {
        ;(value.data as { agents: unknown }).agents = list.agents
        const outline = checkPayload(value, this.#known?.agents)
        if (isAssign(outline)) this.#keep({ bytes, ...list }, list.fresh)
        return new ReadApart(outline, bytes, list)
      }
      this.#resting = pause
    }
    return readWhole(checkPayload(parseJson(this.#tools.text(bytes, 0, bytes.length))), bytes)
  }

  #keep(read: Known, fresh: number): void {
    const { length } = this.#known?.agents ?? []
    this.#known = read
    if (length === 0 || fresh <= read.agents.length * mostNew) return
    this.#known = undefined
    this.#resting = shortPause
  }

  #tryApart(bytes: Uint8Array): List | undefined {
    if (bytes.length > mostBytes) return undefined
    if (this.#resting > 0) {
      this.#resting -= 1
      return undefined
    }
    try {
      return this.#agentsOf(bytes)
    } catch (error) {
      // Not JSON: to be said of the payload as a whole.
      if (error instanceof SyntaxError) return undefined
      throw error
    }
  }

  /** Each agent, parsed or known, and where their texts are. */
  #agentsOf(bytes: Uint8Array): List | undefined {
    const from = beginningOfAgents(bytes)
    if (from < 0) return undefined
    const agents: WireAgent[] = []
    const spans: number[] = []
    const activity: (number | undefined)[] = []
    const members: (Members | null | undefined)[] = []
    let fresh = 0
    let next = 0
    let at = skipBlanks(bytes, from)
    if (bytes[at] === closingBracket) return { from, to: at, agents, spans, activity, members, fresh }
    for (;;) {
      if (bytes[at] !== openingBrace) return undefined
      const known = this.#known
      const until = known === undefined ? next : this.#stretch(bytes, at, known, next)
      if (known !== undefined && until > next) {
        const shift = at - (known.spans[2 * next] as number)
        for (; next < until; next++) {
          agents.push(known.agents[next] as WireAgent)
          spans.push((known.spans[2 * next] as number) + shift, (known.spans[2 * next + 1] as number) + shift)
          activity.push(this.#activity[next])
          members.push(known.members[next])
        }
      } else {
        const one = this.#changed(bytes, at, known, next) ?? this.#whole(bytes, at, known, next)
        if (one === undefined) return undefined
        next = this.#after(one.agent, next)
        agents.push(one.agent)
        spans.push(at, one.end)
        activity.push(undefined)
        members.push(one.members)
        fresh += 1
      }
      at = skipBlanks(bytes, spans[spans.length - 1] as number)
      if (bytes[at] === closingBracket) return { from, to: at, agents, spans, activity, members, fresh }
      if (bytes[at] !== comma) return undefined
      at = skipBlanks(bytes, at + 1)
    }
  }

  /** The place in the list of before, up to which agents are from here on who they were; what they did is in `#activity`. */
  #stretch(bytes: Uint8Array, at: number, known: Known, first: number): number {
    if (first >= known.agents.length) return first
    const until = stretch(this.#tools, bytes, at, known, first, this.#activity)
    if (until > first || known.members[first] !== undefined) return until
    // What changes most often about an agent is when they last did something: from now on that is looked at first.
    const start = known.spans[2 * first] as number
    const end = known.spans[2 * first + 1] as number
    const agent = this.#agentBefore(known, first)
    const members = membersOf(known.bytes, start, end, agent) ?? null
    known.members[first] = members
    if (members?.activity === undefined) return first
    return stretch(this.#tools, bytes, at, known, first, this.#activity)
  }

  /** The agent as their text was in the payload before. */
  #agentBefore({ agents, activity }: Known, place: number): WireAgent {
    const agent = agents[place] as WireAgent
    const lastActivity = activity[place]
    return lastActivity === undefined ? agent : { ...agent, lastActivity }
  }

  /**
   * The agent from here on, if they are the one of that place in the list of before, and only some of what is said of them
   * is new: that alone is parsed.
   */
  #changed(bytes: Uint8Array, at: number, known: Known | undefined, place: number): NewAgent | undefined {
    const before = known?.members[place]
    if (known === undefined || before === undefined || before === null) return undefined
    const start = known.spans[2 * place] as number
    const end = known.spans[2 * place + 1] as number
    const changes = changesOf(this.#tools, bytes, at, known.bytes, start, end, before.bounds)
    if (changes === undefined) return undefined
    const { changed } = changes
    let text = ''
    for (let i = 0; i < changed.length; i += 2)
      text += `${i === 0 ? '{' : ','}${this.#tools.text(bytes, changed[i] as number, changed[i + 1] as number)}`
    const values = this.#parsed(`${text}}`)
    // Another one in the same place is another matter: who follows is then not who followed.
    if (values === undefined || Object.keys(values).length !== changed.length / 2 || Object.hasOwn(values, 'id'))
      return undefined
    const agent: WireAgent = { ...this.#agentBefore(known, place), ...values }
    return { agent, end: changes.end, members: membersFrom(changes.bounds, before.own, bytes, at, agent) }
  }

  /** The agent from here on, whoever they are; undefined where there is none. Throws a SyntaxError. */
  #whole(bytes: Uint8Array, at: number, known: Known | undefined, place: number): NewAgent | undefined {
    let end = known === undefined ? -1 : endAsBefore(bytes, at, known, place)
    const agent = end < 0 ? undefined : this.#parsed(this.#tools.text(bytes, at, end))
    if (agent !== undefined) return { agent, end, members: undefined }
    end = endOfObject(bytes, at)
    if (end < 0) return undefined
    return { agent: JSON.parse(this.#tools.text(bytes, at, end)) as WireAgent, end, members: undefined }
  }

  /** The object, if it is one; JSON that is whole can be followed by nothing that belongs to it. */
  #parsed(text: string): WireAgent | undefined {
    try {
      return JSON.parse(text) as WireAgent
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
  #around(bytes: Uint8Array, { from, to }: List): { data: object } | undefined {
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

interface List extends ReadRoster {
  /** The list's text, without its brackets. */
  readonly from: number
  readonly to: number
  readonly members: (Members | null | undefined)[]
  /** How many of the agents had to be parsed. */
  readonly fresh: number
}

/** An agent who is not known, where their text ends, and where its members are if that is known. */
interface NewAgent {
  readonly agent: WireAgent
  readonly end: number
  readonly members: Members | undefined
}

const key = Array.from('"agents"', (letter) => letter.charCodeAt(0))

/** The place after the bracket that opens the list; −1 where it is not found. */
function beginningOfAgents(bytes: Uint8Array): number {
  const last = Math.min(bytes.length, furthest)
  for (let i = 0; i < last; i++) {
    let same = 0
    while (same < key.length && bytes[i + same] === key[same]) same++
    if (same < key.length) continue
    const after = skipBlanks(bytes, i + same)
    const list = skipBlanks(bytes, after + 1)
    return bytes[after] === colon && bytes[list] === openingBracket ? list + 1 : -1
  }
  return -1
}

/** Where the agent from here on ends, if they are whom the list of before has in this place; −1 where that is not plain. */
function endAsBefore(bytes: Uint8Array, at: number, known: Known, place: number): number {
  if (place >= known.agents.length) return -1
  return likelyEnd(bytes, at, known.bytes, known.spans[2 * place] as number, known.spans[2 * place + 1] as number)
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
