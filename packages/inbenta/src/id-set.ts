/** Up to this many ids, looking through a list is faster than building a set. */
const few = 16

/** An empty set that all empty lists share. */
export const noIds: ReadonlySet<string> = new Set<string>()

/** The distinct ids of a list, as text. What is no id is left out; an object stands for its own `id`. */
export function idSet(list: unknown): ReadonlySet<string> {
  const ids = idsOf(list)
  return ids.length === 0 ? noIds : setOf(ids)
}

/** The distinct ids of a list, in its order, as text. The list itself where it holds nothing else. */
export function idsOf(list: unknown): readonly string[] {
  if (!Array.isArray(list) || list.length === 0) return none
  if (list.length <= few && areDistinctIds(list)) return list
  const ids = new Set<string>()
  for (const item of list) {
    const id = idOf(item)
    if (id !== '') ids.add(id)
  }
  return [...ids]
}

/** The distinct ids of both. */
export function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.length === 0) return a
  if (a.length === 0) return b
  return [...new Set([...a, ...b])]
}

/** A set of ids that are known to be distinct. It reads the list it is given, and so must not outlive its owner. */
export function setOf(ids: readonly string[]): ReadonlySet<string> {
  if (ids.length === 0) return noIds
  return ids.length <= few ? new ShortSet(ids) : new Set(ids)
}

/** An id as text; `''` where there is none. */
export function idOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object' || value === null || !('id' in value)) return ''
  const { id } = value
  return typeof id === 'string' || typeof id === 'number' ? String(id) : ''
}

const none: readonly string[] = []

function areDistinctIds(list: readonly unknown[]): list is readonly string[] {
  for (let i = 0; i < list.length; i++) {
    const id = list[i]
    if (typeof id !== 'string' || id === '') return false
    for (let j = 0; j < i; j++) if (list[j] === id) return false
  }
  return true
}

/** A set over a short list: one small object where a hash table would cost ten times as much to build. */
class ShortSet implements ReadonlySet<string> {
  readonly #ids: readonly string[]

  constructor(ids: readonly string[]) {
    this.#ids = ids
  }

  get size(): number {
    return this.#ids.length
  }

  has(id: string): boolean {
    return this.#ids.includes(id)
  }

  forEach(call: (id: string, again: string, set: ReadonlySet<string>) => void, self?: unknown): void {
    for (const id of this.#ids) call.call(self, id, id, this)
  }

  *entries(): SetIterator<[string, string]> {
    for (const id of this.#ids) yield [id, id]
  }

  keys(): SetIterator<string> {
    return this.#ids.values()
  }

  values(): SetIterator<string> {
    return this.#ids.values()
  }

  [Symbol.iterator](): SetIterator<string> {
    return this.#ids.values()
  }
}
