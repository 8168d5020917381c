import { ConfigError } from './config-error.ts'

/** The variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Replaces every text `env:NAME`, at any depth, by the variable. Throws a ConfigError for one that is not set. */
export function fromEnvironment(value: unknown, environment: Environment, at = ''): unknown {
  if (typeof value === 'string') return value.startsWith('env:') ? variable(value.slice(4), environment, at) : value
  if (Array.isArray(value)) return value.map((item, i) => fromEnvironment(item, environment, `${at}[${i}]`))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      fromEnvironment(item, environment, at === '' ? key : `${at}.${key}`),
    ]),
  )
}

function variable(name: string, environment: Environment, at: string): string {
  const value = environment[name]
  if (value === undefined || value === '') {
    throw new ConfigError(`${at}: expected the environment variable ${name} to be set, got nothing`)
  }
  return value
}
