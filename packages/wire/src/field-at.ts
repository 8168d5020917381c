/** What is found by following the names; undefined where the way ends. Only a value's own fields count. */
export function fieldAt(value: unknown, names: readonly string[]): unknown {
  let found: unknown = value
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[name]
  }
  return found
}
