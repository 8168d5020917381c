/** Beyond this depth nothing is written: no platform nests so, and a writer that recurses would fail. */
const deepest = 64
const tooDeep = '(nested too deep)'

/** Turns a value into what stands for it: the same value always into the same. */
export type Pseudonym = (value: string) => string

/**
 * Replaces, in place and at any depth, what stands under one of these names. Empty values stay, as they tell nothing;
 * what is not text is replaced by the pseudonym of its JSON.
 */
export function redact(value: unknown, names: ReadonlySet<string>, pseudonym: Pseudonym, depth = 0): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i]
      if (typeof item !== 'object' || item === null) continue
      if (depth >= deepest) value[i] = tooDeep
      else redact(item, names, pseudonym, depth + 1)
    }
    return
  }
  const record = value as Record<string, unknown>
  for (const key in record) {
    const item = record[key]
    if (names.has(key)) {
      if (item === null || item === undefined || item === '') continue
      record[key] = pseudonym(typeof item === 'string' ? item : written(item))
    } else if (typeof item === 'object' && item !== null) {
      if (depth >= deepest) record[key] = tooDeep
      else redact(item, names, pseudonym, depth + 1)
    }
  }
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return tooDeep
  }
}

/** Stands for anybody: a value for which no pseudonym of its own was worked out. */
export const anybody = '~'

/** A pseudonym that is worked out once for each value, as far as `most` values go; `anybody` is not remembered. */
export function remembered(pseudonym: Pseudonym, most = 20_000): Pseudonym {
  let known = new Map<string, string>()
  let older = new Map<string, string>()
  return (value) => {
    let found = known.get(value)
    if (found !== undefined) return found
    found = older.get(value) ?? pseudonym(value)
    if (found === anybody) return found
    // A piece cut out of a payload's text keeps the whole of it alive; a copy does not.
    const own = JSON.parse(JSON.stringify(value)) as string
    if (known.size >= most / 2) {
      older = known
      known = new Map()
    }
    known.set(own, found)
    return found
  }
}

/** A payload as JSON text in one line; nothing but its outlines where it is nested so deep that it cannot be written. */
export function payloadText(payload: unknown): string {
  try {
    return JSON.stringify(payload)
  } catch {
    const { trigger, appId, created_at: at } = payload as Record<string, unknown>
    return JSON.stringify({ trigger, appId: String(appId), data: null, created_at: at })
  }
}
