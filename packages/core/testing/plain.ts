/** The value as JSON, sets and maps of any make spelt out, so that whatever changed shows. */
export function plain(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Symbol.iterator in part ? { listed: [...(part as Iterable<unknown>)] } : part
  })
}
