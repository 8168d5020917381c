const longest = 40

/** What came, for an error's one line: short values as JSON, long ones cut, the rest by kind. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') {
    return value.length <= longest ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, longest))} …`
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}
