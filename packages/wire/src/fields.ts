import { describeValue } from './describe-value.ts'
import { PayloadError } from './payload-error.ts'

/**
 * An object's fields, each read as what it must be; null is as good as absent. What is wrong throws a `PayloadError` that
 * says where.
 */
export class Fields {
  readonly #path: string
  readonly #fields: Readonly<Record<string, unknown>>

  constructor(value: unknown, path: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new PayloadError(path, 'an object', describeValue(value))
    }
    this.#path = path
    this.#fields = value as Readonly<Record<string, unknown>>
  }

  value(name: string): unknown {
    const value = Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined
    return value === null ? undefined : value
  }

  fields(name: string): Fields {
    return new Fields(this.value(name), this.at(name))
  }

  /** Text that is not empty. */
  text(name: string): string {
    const value = this.value(name)
    return typeof value === 'string' && value !== '' ? value : this.#wrong(name, 'text that is not empty')
  }

  anyText(name: string): string {
    const value = this.value(name)
    return typeof value === 'string' ? value : this.#wrong(name, 'text')
  }

  optionalText(name: string): string {
    return this.value(name) === undefined ? '' : this.anyText(name)
  }

  id(name: string): string {
    const value = this.value(name)
    if (typeof value === 'string' && value !== '') return value
    return Number.isSafeInteger(value)
      ? String(value)
      : this.#wrong(name, 'an id (text that is not empty, or a whole number)')
  }

  optionalId(name: string): string {
    return this.value(name) === undefined ? '' : this.id(name)
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T {
    const value = this.value(name)
    const found = known.find((one) => one === value)
    return found ?? this.#wrong(name, known.map((one) => JSON.stringify(one)).join(' or '))
  }

  number(name: string): number {
    const value = this.value(name)
    return typeof value === 'number' && Number.isFinite(value) ? value : this.#wrong(name, 'a number')
  }

  /** A list; empty where there is none. */
  list(name: string): readonly unknown[] {
    const value = this.value(name)
    if (value === undefined) return []
    return Array.isArray(value) ? value : this.#wrong(name, 'a list')
  }

  /** Where a field is, as a JSON path. */
  at(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`
  }

  #wrong(name: string, expected: string): never {
    throw new PayloadError(this.at(name), expected, describeValue(this.value(name)))
  }
}
