import { encodeAssign } from '@pointsman/inbenta'
import { rosterQuestion } from './roster.ts'

/** What is posted, made anew for each question: the same roster, a chat and an instant of its own. */
export interface Deliveries {
  readonly agents: number
  readonly bytes: number
  /** The ids that may be named. */
  readonly ids: ReadonlySet<string>
  /** The body of the n-th question, at so many seconds since 1970 (10 digits). */
  body(n: number, at: number): Buffer
}

const digits = 12
const mark = '#'.repeat(digits)

/** Whose deliveries, and from when. */
export interface DeliveriesOptions {
  readonly seed: number
  /** Keeps the chats apart from those of other runs. */
  readonly run: string
  /** Where the agents' times are counted from: seconds since 1970, of ten digits. */
  readonly from: number
}

/** Deliveries of `chats:assign` with so many agents. */
export function deliveriesWith(agents: number, { seed, run, from }: DeliveriesOptions): Deliveries {
  const question = rosterQuestion(agents, seed, from)
  const payload = encodeAssign(question, { appId: 'pointsman-deadline' })
  const customer = `customer-${mark}`
  const chat = { ...payload.data.chat, id: `deadline-${run}-${mark}`, creator: customer, users: [customer] }
  const text = JSON.stringify({ ...payload, data: { ...payload.data, chat } })
  const made = Buffer.from(text)
  // Everything is plain ASCII, so that a place in the text is a place in the bytes.
  const numbers = placesOf(text, mark)
  const instants = placesOf(text, String(from))
  return {
    agents,
    bytes: made.length,
    ids: new Set(question.agents.map(({ id }) => id)),
    body: (n, at) => {
      const body = Buffer.from(made)
      for (const place of numbers) body.write(String(n).padStart(digits, '0'), place, 'latin1')
      for (const place of instants) body.write(String(Math.floor(at)), place, 'latin1')
      return body
    },
  }
}

function placesOf(text: string, part: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) places.push(at)
  return places
}
