/** A line to be written, in pieces, so that what is large is copied once: text, or text as UTF-8. */
export type Line = readonly (string | Uint8Array)[]

/** The line in one piece. */
export function lineText(line: Line): string {
  return line.map((piece) => (typeof piece === 'string' ? piece : decoder.decode(piece))).join('')
}

const decoder = new TextDecoder()
