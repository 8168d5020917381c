/** How skills are written down: a list of `name` or `name:level` (or one text with commas), or an object of levels. */
export type LevelsFormat = 'list' | 'map'

/** An empty map that all who declare nothing share. */
const noLevels: ReadonlyMap<string, number> = new Map<string, number>()

/** Skills and levels as declared; read when first asked for, because most strategies never ask. */
export function levelsOf(declared: unknown, format: LevelsFormat): ReadonlyMap<string, number> {
  if (declared === undefined || declared === null || declared === '') return noLevels
  if (Array.isArray(declared) && declared.length === 0) return noLevels
  return new DeclaredLevels(declared, format)
}

/** A level is a positive number; a skill without one has level 1. What is neither is left out. */
function readLevels(declared: unknown, format: LevelsFormat): ReadonlyMap<string, number> {
  const levels = new Map<string, number>()
  if (format === 'map') {
    if (typeof declared !== 'object' || declared === null || Array.isArray(declared)) return levels
    for (const [name, level] of Object.entries(declared)) put(levels, name.trim(), numberOf(level))
    return levels
  }
  const items: readonly unknown[] = typeof declared === 'string' ? declared.split(',') : listOf(declared)
  for (const item of items) if (typeof item === 'string') putItem(levels, item)
  return levels
}

/** A number, or a text that is one; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

/** The last colon parts name and level, so that a name may hold colons itself. */
function putItem(levels: Map<string, number>, item: string): void {
  const colon = item.lastIndexOf(':')
  const level = colon < 0 ? Number.NaN : numberOf(item.slice(colon + 1))
  if (Number.isNaN(level)) put(levels, item.trim(), 1)
  else put(levels, item.slice(0, colon).trim(), level)
}

function put(levels: Map<string, number>, name: string, level: number): void {
  if (name !== '' && level > 0 && level < Number.POSITIVE_INFINITY) levels.set(name, level)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

class DeclaredLevels implements ReadonlyMap<string, number> {
  readonly #declared: unknown
  readonly #format: LevelsFormat
  #levels: ReadonlyMap<string, number> | undefined

  constructor(declared: unknown, format: LevelsFormat) {
    this.#declared = declared
    this.#format = format
    this.#levels = undefined
  }

  get #read(): ReadonlyMap<string, number> {
    this.#levels ??= readLevels(this.#declared, this.#format)
    return this.#levels
  }

  get size(): number {
    return this.#read.size
  }

  get(name: string): number | undefined {
    return this.#read.get(name)
  }

  has(name: string): boolean {
    return this.#read.has(name)
  }

  forEach(call: (level: number, name: string, map: ReadonlyMap<string, number>) => void, self?: unknown): void {
    for (const [name, level] of this.#read) call.call(self, level, name, this)
  }

  entries(): MapIterator<[string, number]> {
    return this.#read.entries()
  }

  keys(): MapIterator<string> {
    return this.#read.keys()
  }

  values(): MapIterator<number> {
    return this.#read.values()
  }

  [Symbol.iterator](): MapIterator<[string, number]> {
    return this.#read.entries()
  }
}
