/**
 * What some text most likely is that was no good where it was given, and which command takes it: the way out of a mistake.
 * `undefined` where nothing tells.
 */
export function whatItIs(text: string): string | undefined {
  if (text.startsWith('\u001f'))
    return 'it is compressed: recordings go to reask, compare and reconstruct as .ndjson.gz'
  const value = parsed(text)
  if (isObject(value)) return whatObject(value)
  const lines = text.split('\n', 2)
  const [first = '', second = ''] = lines
  if (isObject(parsed(first)) && second !== '') {
    return 'it has lines of JSON: recordings go to reask, compare and reconstruct as .ndjson'
  }
  if (separators(first) !== '' && separators(first) === separators(second)) {
    return 'it looks like a CSV history: reconstruct takes that, with --columns'
  }
  return undefined
}

/** What parts the columns of a line, as often as it does. */
function separators(line: string): string {
  return line.replaceAll(/"[^"]*"|[^,;\t]/g, '')
}

function whatObject(value: Readonly<Record<string, unknown>>): string {
  if (Array.isArray(value['queues']) && Array.isArray(value['agents'])) {
    return 'it is a scenario: simulate, compare and emulate take that'
  }
  if (value['trigger'] === 'chats:assign') return 'it is a single payload: decide takes that'
  if (Array.isArray(value['require']) && Array.isArray(value['prefer'])) {
    return 'it is a policy: --strategy and --policies take that'
  }
  const { pointsman } = value
  return typeof pointsman === 'string' ? `it is a ${pointsman} document` : 'it is one JSON document'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
