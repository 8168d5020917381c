/** A journal line, its event apart from the rest. */
export interface EntryApart {
  /** The entry, with null in place of the event. */
  readonly entry: Readonly<Record<string, unknown>>
  readonly event: Buffer
}

const start = Buffer.from('{"v":1,"at":')
const eventStart = Buffer.from('"event":{"trigger":')
const eventName = Buffer.from('"event":')
/** The event begins within so many bytes. */
const furthest = 128
const afterEvent = Buffer.from('},"answer":')

/**
 * Takes a line apart without parsing the event, where it is written as we write them: few plain values, the event, and at most
 * an answer and a decision. Undefined where it is not. Whether the event is JSON is not known; if it is, it is the entry's.
 */
export function entryApart(line: Buffer): EntryApart | undefined {
  if (line.length < start.length || line.compare(start, 0, start.length, 0, start.length) !== 0) return undefined
  const name = line.subarray(0, furthest).indexOf(eventStart)
  if (name < 0) return undefined
  const from = name + eventName.length
  const answer = line.lastIndexOf(afterEvent)
  return partsOf(line, from, answer > from ? answer + 1 : line.length - 1)
}

function partsOf(line: Buffer, from: number, to: number): EntryApart | undefined {
  const head = line.toString('utf8', 0, from)
  if (head.lastIndexOf('{') > 0 || head.includes('[')) return undefined
  const frame = `${head}null${line.toString('utf8', to)}`
  const entry = parsed(frame)
  // Written in any other way, or with a name twice, it would not come out as it was.
  if (entry === undefined || JSON.stringify(entry) !== frame) return undefined
  return { entry, event: line.subarray(from, to) }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}
