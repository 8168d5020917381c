import type { AssignPayload, ReadPayload, WireAgent } from '@pointsman/inbenta'
import { parseJson } from '@pointsman/wire'
import type { Line } from '../record/line.ts'
import { patternOf, redactText } from '../record/redact-text.ts'
import { payloadText, redact, type Pseudonym } from '../record/redact.ts'
import { nodeBytes } from './node-bytes.ts'
import { nodeText } from './node-text.ts'

/**
 * Writes payloads without what is personal, one after another. An agent who is the very same object in the same place as in
 * the payload before was written already.
 */
export class Redactor {
  readonly #names: ReadonlySet<string>
  readonly #pattern: RegExp | undefined
  readonly #pseudonym: Pseudonym
  #wires: readonly WireAgent[] = []
  #written: readonly Buffer[] = []

  constructor(names: readonly string[], pseudonym: Pseudonym) {
    this.#names = new Set(names)
    this.#pattern = patternOf(names)
    this.#pseudonym = pseudonym
  }

  /** The payload as JSON in one line, in pieces. */
  write({ payload, bytes, spans }: ReadPayload): Line {
    return (
      (spans === undefined ? undefined : this.#apart(payload as AssignPayload, bytes, spans)) ?? [this.#whole(bytes)]
    )
  }

  #apart({ data }: AssignPayload, bytes: Uint8Array, spans: readonly number[]): Line | undefined {
    const { agents } = data
    if (agents.length === 0 || !areCloselySet(spans)) return undefined
    // Strings, and names with their values, lie on one side of an agent's brackets or the other.
    const head = this.#quick(nodeBytes.text(bytes, 0, spans[0] as number))
    const tail = this.#quick(nodeBytes.text(bytes, spans.at(-1) as number, bytes.length))
    if (head === undefined || tail === undefined) return undefined
    const line: (string | Uint8Array)[] = [head]
    const written: Buffer[] = []
    for (let i = 0; i < agents.length; i++) {
      const known = agents[i] === this.#wires[i] ? this.#written[i] : undefined
      const agent =
        known ?? Buffer.from(this.#agent(nodeBytes.text(bytes, spans[2 * i] as number, spans[2 * i + 1] as number)))
      written.push(agent)
      if (i > 0) line.push(comma)
      line.push(agent)
    }
    this.#wires = agents
    this.#written = written
    line.push(tail)
    return line
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

const comma = Buffer.from(',')

/** Whether there is nothing but a comma between any two. */
function areCloselySet(spans: readonly number[]): boolean {
  for (let i = 2; i < spans.length; i += 2) if (spans[i] !== (spans[i - 1] as number) + 1) return false
  return true
}
