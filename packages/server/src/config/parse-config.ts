import { describeValue } from '@pointsman/wire'
import { nearest } from '@pointsman/core'
import type { z } from 'zod'
import { ConfigError } from './config-error.ts'
import { fromEnvironment, type Environment } from './environment.ts'
import type { Config } from './config.ts'
import { configSchema } from './schema.ts'

const secretVariable = 'POINTSMAN_INBENTA_SECRET'

/** What `pointsman serve` does without a file. */
export function defaultConfig(environment: Environment): Config {
  const secret = environment[secretVariable]
  const secrets = secret === undefined || secret === '' ? [] : [secret]
  return configSchema.parse({ inbenta: { secrets } })
}

/**
 * Checks a configuration and fills in what is missing. Throws a ConfigError, one line, for the first thing wrong. That a
 * secret is known cannot be seen here: it may have been paired.
 */
export function parseConfig(value: unknown, environment: Environment): Config {
  // The environment first: what it says has to fit as well as what the file says.
  const given = checked(fromEnvironment(value, environment), value)
  const { pairing } = given.inbenta
  const ownSecrets = (value as { readonly inbenta?: { readonly secrets?: unknown } }).inbenta?.secrets !== undefined
  const config = ownSecrets ? given : { ...given, inbenta: { ...given.inbenta, secrets: usual(pairing, environment) } }
  reachable(config)
  if (config.chatlayer?.aivo !== undefined && config.aivo?.queue === undefined)
    throw new ConfigError('aivo.queue: expected an object, as chatlayer.aivo needs it, got nothing')
  return config
}

/** The secret of a file that names none: whoever pairs can do without. */
function usual(pairing: boolean, environment: Environment): readonly string[] {
  const { secrets } = defaultConfig(environment).inbenta
  if (secrets.length > 0 || pairing) return secrets
  throw new ConfigError(
    `inbenta.secrets[0]: expected the environment variable ${secretVariable} to be set, got nothing`,
  )
}

/** Redis must be somewhere, and an answer may have to wait for it more than once and be in time all the same. */
function reachable({ store, budgetMs }: Config): void {
  if (store.kind !== 'redis') return
  // Not what came instead: it may hold a password.
  if (!isRedisUrl(store.url)) throw new ConfigError('store.url: expected redis://… or rediss://…, got something else')
  if (store.timeoutMs <= budgetMs / 4) return
  const most = Math.floor(budgetMs / 4)
  throw new ConfigError(`store.timeoutMs: expected at most ${most}, a quarter of budgetMs, got ${store.timeoutMs}`)
}

function isRedisUrl(text: string): boolean {
  return URL.canParse(text) && /^rediss?:\/\/./.test(text) && new URL(text).hostname !== ''
}

function checked(value: unknown, original: unknown): Config {
  const parsed = configSchema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  throw new ConfigError(line(parsed.error.issues[0] as z.core.$ZodIssue, original))
}

function line(issue: z.core.$ZodIssue, original: unknown): string {
  const at = path(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0] as string
      const known = keysAt(issue.path)
      const near = nearest(key, known)
      const expected = near === undefined ? `one of ${known.join(', ')}` : `a known key (did you mean ${near}?)`
      return `${at === '' ? '' : `${at}.`}${key}: expected ${expected}, got an unknown key`
    }
    case 'invalid_type':
      return `${at || 'the configuration'}: expected ${words[issue.expected] ?? issue.expected}, got ${got(issue, original)}`
    case 'invalid_value':
      return `${at}: expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}, got ${got(issue, original)}`
    case 'too_small':
      return `${at}: expected ${issue.origin === 'string' ? 'a text that is not too short' : `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`}, got ${got(issue, original)}`
    case 'too_big':
      return `${at}: expected at most ${issue.maximum}, got ${got(issue, original)}`
    case 'invalid_union': {
      const inner = issue.errors.flat().find(({ path }) => path.length > 0)
      if (inner !== undefined) return line({ ...inner, path: [...issue.path, ...inner.path] }, original)
      return `${at}: expected ${unions[at] ?? 'one of its known forms'}, got ${got(issue, original)}`
    }
    default:
      return `${at}: ${issue.message}, got ${got(issue, original)}`
  }
}

const unions: Readonly<Record<string, string>> = {
  journal: 'false or an object',
  'store.kind': '"memory" or "redis"',
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  number: 'a number',
  int: 'a whole number',
}

function path(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (at, key) => (typeof key === 'number' ? `${at}[${key}]` : at === '' ? String(key) : `${at}.${String(key)}`),
    '',
  )
}

/** What the file itself says there: a value out of the environment may be a secret. */
function got(issue: z.core.$ZodIssue, original: unknown): string {
  if (/secret|token|url|redactionKey/i.test(path(issue.path))) return 'something else'
  let value = original
  for (const key of issue.path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key]
  if (typeof value === 'string' && value.startsWith('env:')) return `something else in the variable ${value.slice(4)}`
  return describeValue(value)
}

function keysAt(keys: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = configSchema
  for (const key of keys) {
    schema = unwrapped(schema, key)
    if (schema === undefined) return []
  }
  return Object.keys(shapeOf(schema) ?? {})
}

function unwrapped(schema: unknown, key: PropertyKey): unknown {
  return (shapeOf(schema) as Record<PropertyKey, unknown> | undefined)?.[key]
}

/** An object schema's fields, through defaults, options and unions. */
function shapeOf(schema: unknown): object | undefined {
  const { def } = schema as {
    readonly def?: { readonly shape?: object; readonly innerType?: unknown; readonly options?: readonly unknown[] }
  }
  if (def?.shape !== undefined) return def.shape
  if (def?.innerType !== undefined) return shapeOf(def.innerType)
  const shapes = def?.options?.map(shapeOf).filter((shape) => shape !== undefined)
  return shapes === undefined || shapes.length === 0 ? undefined : Object.assign({}, ...shapes)
}
