const name = '"event":'

/**
 * A journal line's event as text, to be hashed: cut out of the line where that is certain, as in every line that we
 * write; the event written anew otherwise.
 */
export function eventText(line: string, entry: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(entry)
  const place = keys.indexOf('event')
  // Quotes inside of a text are escaped, so before the event, if only plain values are there, just its name reads so.
  const plainBefore = keys.slice(0, place).every((key) => typeof entry[key] !== 'object')
  const from = line.indexOf(name) + name.length
  const after = JSON.stringify(Object.fromEntries(keys.slice(place + 1).map((key) => [key, entry[key]])))
  const tail = after === '{}' ? '}' : `,${after.slice(1)}`
  if (plainBefore && from >= name.length && line.endsWith(tail)) return line.slice(from, line.length - tail.length)
  return JSON.stringify(entry['event'])
}
