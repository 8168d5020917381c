import { parseJson } from '@pointsman/wire'
import { checkPayload } from './check-payload.ts'
import type { Payload } from './payload.ts'

/** Reads a payload from text and checks it. Throws a `PayloadError`, also where the text is not JSON. */
export function parsePayload(text: string): Payload {
  return checkPayload(parseJson(text))
}
