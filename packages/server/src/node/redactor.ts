import type { AssignPayload, ReadPayload, ReadRoster, WireAgent } from '@pointsman/inbenta'
import { parseJson } from '@pointsman/wire'
import type { Line } from '../record/line.ts'
import { patternOf, redactText } from '../record/redact-text.ts'
import { payloadText, redact, type Pseudonym } from '../record/redact.ts'
import { nodeBytes } from './node-bytes.ts'
import { nodeText } from './node-text.ts'

const activityName = '"lastActivity":'

/**
 * Writes payloads without what is personal, one after another. An agent who is the very same object in the same place as in
 * the payload before was written already, and of one who did no more than act since then only the digits are new.
 */
export class Redactor {
  readonly #names: ReadonlySet<string>
  readonly #pattern: RegExp | undefined
  readonly #pseudonym: Pseudonym
  #wires: readonly WireAgent[] = []
  /** The last activity as it was written, where it is not the one that the agent's text had when it was parsed. */
  #activity: readonly (number | undefined)[] = []
  /** Of each agent, with the comma before them. */
  #written: readonly Buffer[] = []

  constructor(names: readonly string[], pseudonym: Pseudonym) {
    this.#names = new Set(names)
    this.#pattern = patternOf(names)
    this.#pseudonym = pseudonym
  }

  /** The payload as JSON in one line, in pieces; these are to be read before the next is written. */
  write(read: ReadPayload): Line {
    return this.#apart(read) ?? [this.#whole(read.bytes)]
  }

  #apart({ outline, bytes, roster }: ReadPayload): Line | undefined {
    if (roster === undefined) return undefined
    const { agents } = (outline as AssignPayload).data
    const { spans } = roster
    if (agents.length === 0 || !areCloselySet(spans)) return undefined
    // Strings, and names with their values, lie on one side of an agent's brackets or the other.
    const head = this.#quick(nodeBytes.text(bytes, 0, spans[0] as number))
    const tail = this.#quick(nodeBytes.text(bytes, spans[spans.length - 1] as number, bytes.length))
    if (head === undefined || tail === undefined) return undefined
    const line: (string | Uint8Array)[] = [head]
    const written: Buffer[] = []
    const wires = this.#wires
    // What was written is written over: if anything fails on the way, none of it is to be used again.
    this.#wires = []
    for (let i = 0; i < agents.length; i++) {
      const agent =
        (agents[i] === wires[i] ? this.#again(i, roster, bytes) : undefined) ??
        Buffer.from(`,${this.#agent(nodeBytes.text(bytes, spans[2 * i] as number, spans[2 * i + 1] as number))}`)
      written.push(agent)
      line.push(i === 0 ? agent.subarray(1) : agent)
    }
    this.#wires = agents
    this.#activity = roster.activity
    this.#written = written
    line.push(tail)
    return line
  }

  /** What was written in this place, with the digits of now; undefined where these cannot be put in. */
  #again(i: number, { activity, members, spans }: ReadRoster, bytes: Uint8Array): Buffer | undefined {
    const written = this.#written[i] as Buffer
    if (activity[i] === this.#activity[i]) return written
    const place = members[i]?.activity
    if (activity[i] === undefined || place === undefined || this.#names.has('lastActivity')) return undefined
    // Where the name comes twice it may be that of something the agent holds; no pseudonym holds a quote.
    const at = written.indexOf(activityName, 0, 'latin1')
    if (at < 0 || written.indexOf(activityName, at + 1, 'latin1') >= 0) return undefined
    const from = (spans[2 * i] as number) + place.at
    for (let k = 0; k < place.digits; k++) written[at + activityName.length + k] = bytes[from + k] as number
    return written
  }

  #agent(text: string): string {
    return this.#quick(text) ?? this.#thorough(text)
  }

  #whole(bytes: Uint8Array): string {
    const text = nodeText(bytes)
    return this.#quick(text) ?? this.#thorough(text)
  }

  #quick(text: string): string | undefined {
    return this.#pattern === undefined ? undefined : redactText(text, this.#pattern, this.#pseudonym)
  }

  /** Of a value of its own: the payload that was read is not changed. */
  #thorough(text: string): string {
    const value = parseJson(text)
    redact(value, this.#names, this.#pseudonym)
    return payloadText(value)
  }
}

/** Whether there is nothing but a comma between any two. */
function areCloselySet(spans: readonly number[]): boolean {
  for (let i = 2; i < spans.length; i += 2) if (spans[i] !== (spans[i - 1] as number) + 1) return false
  return true
}
