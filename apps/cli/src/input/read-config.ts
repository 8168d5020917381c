import { describeValue } from '@pointsman/wire'
import { type DecodeOptions, type LevelsSource } from '@pointsman/inbenta'
import { BadInput } from './bad-input.ts'
import { readJson } from './read-json.ts'

/** What a server configuration says that matters here. */
export interface Config {
  readonly decode: DecodeOptions
  /** The files whose policies can be named: the configuration itself, where it has any. */
  readonly policies: readonly string[]
}

/**
 * Reads a server configuration: how payloads are read, and policies. Keys about other things are left alone. Throws BadInput,
 * one line with the place, where one that counts is not what it must be.
 */
export async function readConfig(path: string | undefined): Promise<Config | undefined> {
  if (path === undefined) return undefined
  const at = new Place(path, '', await readJson(path))
  const inbenta = at.key('inbenta')?.object()
  const skills = at.key('skills')?.object()
  const needs = at.key('needs')?.object()
  const settings = {
    emptyRooms: inbenta?.key('emptyRooms')?.oneOf('none', 'any'),
    emptyLanguages: inbenta?.key('emptyLanguages')?.oneOf('any', 'none'),
    capacityCountsInvitations: inbenta?.key('capacityCountsInvitations')?.flag(),
    skills: skills === undefined ? undefined : levels(skills, 'extraInfo.skills'),
    needs: needs === undefined ? undefined : needed(needs),
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  const policies = at.key('policies') === undefined ? [] : [path]
  return { decode: Object.fromEntries(given) as DecodeOptions, policies }
}

function levels(at: Place, from: string): LevelsSource {
  return { from: at.key('from')?.text() ?? from, format: at.key('format')?.oneOf('list', 'map') ?? 'list' }
}

function needed(at: Place): Required<DecodeOptions>['needs'] {
  const byQueue = at
    .key('byQueue')
    ?.entries(([queue, needs]) => [queue, needs.entries(([skill, level]) => [skill, level.positive()])])
  return { ...levels(at, 'extraInfo.needs'), ...(byQueue === undefined ? {} : { byQueue }) }
}

/** A value in the file, and where it stands. */
class Place {
  readonly #file: string
  readonly #at: string
  readonly #value: unknown

  constructor(file: string, at: string, value: unknown) {
    this.#file = file
    this.#at = at
    this.#value = value
  }

  object(): this {
    const value = this.#value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#wrong('an object')
    return this
  }

  /** What stands under the key; undefined where nothing does. */
  key(name: string): Place | undefined {
    this.object()
    const value: unknown = Object.hasOwn(this.#value as object, name) ? (this.#value as Fields)[name] : undefined
    return value === undefined
      ? undefined
      : new Place(this.#file, this.#at === '' ? name : `${this.#at}.${name}`, value)
  }

  /** An object whose every value is read. */
  entries<T>(read: (entry: readonly [string, Place]) => readonly [string, T]): Readonly<Record<string, T>> {
    const names = Object.keys(this.object().#value as object)
    return Object.fromEntries(names.map((name) => read([name, this.key(name) as Place])))
  }

  positive(): number {
    if (typeof this.#value !== 'number' || !(this.#value > 0)) throw this.#wrong('a number above 0')
    return this.#value
  }

  oneOf<T extends string>(...words: readonly T[]): T {
    const word = words.find((one) => one === this.#value)
    if (word === undefined) throw this.#wrong(words.join(' or '))
    return word
  }

  flag(): boolean {
    if (typeof this.#value !== 'boolean') throw this.#wrong('true or false')
    return this.#value
  }

  text(): string {
    if (typeof this.#value !== 'string' || this.#value === '') throw this.#wrong('text that is not empty')
    return this.#value
  }

  #wrong(expected: string): BadInput {
    const at = this.#at === '' ? '' : `${this.#at}: `
    return new BadInput(`${this.#file}: ${at}expected ${expected}, got ${describeValue(this.#value)}`)
  }
}

type Fields = Readonly<Record<string, unknown>>
