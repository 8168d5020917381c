/** The value as JSON, sets and maps spelt out, so that whatever changed shows. */
export function plain(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Set) return { set: [...part] }
    if (part instanceof Map) return { map: [...part] }
    return part
  })
}
