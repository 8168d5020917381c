import { PayloadError } from './payload-error.ts'

/** Reads JSON; a byte order mark before it is no harm. Throws a `PayloadError` that holds one line. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (error) {
    throw new PayloadError('', 'JSON', text.trim() === '' ? 'nothing' : `something else (${reason(error)})`)
  }
}

/** The engine's words, which say where; they may quote the text, so whatever is no printable character becomes a space. */
function reason(error: unknown): string {
  return (error as Error).message.replace(/[\s\p{C}]+/gu, ' ')
}
