import { blend, type Part } from './blend.ts'
import { inverse } from './inverse.ts'
import { nearest } from './nearest.ts'
import { oddities } from './oddities.ts'
import { parseOption } from './parse-option.ts'
import { PolicyError } from './policy-error.ts'
import type { Policy, Preference, Relaxation, Rule } from './strategy.ts'
import { preferences, rules, type Word } from './vocabulary.ts'

/** A policy read from data, and what is odd about it though it can be used: a line each. */
export interface ParsedPolicy {
  readonly policy: Policy
  readonly warnings: readonly string[]
}

/**
 * Reads a policy from JSON data, such as `{"name": "vip first", "require": ["online", "has-capacity", {"rule": "has-skill",
 * "skill": "billing", "level": 2}], "prefer": ["free-capacity"], "relax": [{"after": 30, "drop": ["has-skill"]}]}`.
 * A preference with options is `{"preference": "longest-idle", "clock": "ended"}`, turned round with `"wants"`, and a blend
 * is `{"blend": [{"preference": "load-ratio", "weight": 1}, …]}`. `at` is where the policy stands in its file.
 * Throws a PolicyError, one line with the place, on anything it does not understand.
 */
export function parsePolicy(value: unknown, at = 'policy'): ParsedPolicy {
  const known = ['name', 'require', 'prefer', 'relax', 'sample', 'whenAllRefused']
  const { name, require, prefer, relax, sample, whenAllRefused } = object(value, at, known)
  if (typeof name !== 'string' || name.trim() === '') throw new PolicyError(`${at}.name`, 'a name', name)
  const policy: Policy = {
    name,
    require: list(require, `${at}.require`).map((entry, i) => rule(entry, `${at}.require[${i}]`)),
    prefer: list(prefer, `${at}.prefer`).map((entry, i) => preference(entry, `${at}.prefer[${i}]`)),
    ...(relax === undefined
      ? {}
      : { relax: list(relax, `${at}.relax`).map((entry, i) => relaxation(entry, `${at}.relax[${i}]`)) }),
    ...(sample === undefined ? {} : { sample: sampled(sample, `${at}.sample`) }),
    ...(whenAllRefused === undefined ? {} : { whenAllRefused: allRefused(whenAllRefused, `${at}.whenAllRefused`) }),
  }
  policy.relax?.forEach(({ drop }, i) =>
    drop.forEach((dropped, j) => {
      if (policy.require.some((required) => required.name === dropped)) return
      throw new PolicyError(`${at}.relax[${i}].drop[${j}]`, 'a rule that "require" lists', dropped)
    }),
  )
  const entries = {
    require: (require as readonly unknown[]).map(entryOf),
    prefer: (prefer as readonly unknown[]).map(entryOf),
  }
  return { policy, warnings: oddities(policy, entries).map((odd) => `${at} (${JSON.stringify(name)}): ${odd}`) }
}

/** The entry with a bare name spelt out as an object, and whichever way a preference is wanted. */
function entryOf(entry: unknown): unknown {
  if (typeof entry === 'string') return { named: entry }
  const { rule, preference, wants: _, ...options } = entry as Readonly<Record<string, unknown>>
  const named = rule ?? preference
  return named === undefined ? options : { named, ...options }
}

function rule(entry: unknown, at: string): Rule {
  if (typeof entry === 'string') return word(rules, 'rule', entry, {}, at, at)
  const { rule: name, ...options } = object(entry, at)
  return word(rules, 'rule', name, options, `${at}.rule`, at)
}

function preference(entry: unknown, at: string): Preference {
  if (typeof entry === 'string') return word(preferences, 'preference', entry, {}, at, at)
  const record = object(entry, at)
  if (!('blend' in record)) return ranked(record, at)
  const { blend: parts, name } = object(entry, at, ['blend', 'name'])
  if (name !== undefined && typeof name !== 'string') throw new PolicyError(`${at}.name`, 'a name', name)
  const blended = list(parts, `${at}.blend`).map((part, i) => ingredient(part, `${at}.blend[${i}]`))
  if (blended.length === 0) throw new PolicyError(`${at}.blend`, 'at least one preference', parts)
  return blend(blended, name ?? 'blend')
}

function ranked(record: Readonly<Record<string, unknown>>, at: string): Preference {
  const { preference: name, wants, ...options } = record
  const made = word(preferences, 'preference', name, options, `${at}.preference`, at)
  if (wants === undefined || wants === made.wants) return made
  if (wants !== 'more' && wants !== 'less') throw new PolicyError(`${at}.wants`, 'more or less', wants)
  return inverse(made)
}

function ingredient(entry: unknown, at: string): Part {
  const { weight, per, ...record } = object(entry, at)
  parseOption('above 0', weight, `${at}.weight`)
  if (per !== undefined) parseOption('above 0', per, `${at}.per`)
  return { prefer: ranked(record, at), weight: weight as number, ...(per === undefined ? {} : { per: per as number }) }
}

function relaxation(entry: unknown, at: string): Relaxation {
  const { after, drop } = object(entry, at, ['after', 'drop'])
  if (typeof after !== 'number' || !Number.isFinite(after) || after < 0) {
    throw new PolicyError(`${at}.after`, 'seconds from 0 up', after)
  }
  return {
    after,
    drop: list(drop, `${at}.drop`).map((name, i) => {
      if (typeof name === 'string' && name in rules) return name
      throw unknownWord(rules, 'rule', name, `${at}.drop[${i}]`)
    }),
  }
}

function word<T>(
  words: Readonly<Record<string, Word<T>>>,
  kind: string,
  name: unknown,
  options: Readonly<Record<string, unknown>>,
  nameAt: string,
  at: string,
): T {
  if (typeof name !== 'string' || !Object.hasOwn(words, name)) throw unknownWord(words, kind, name, nameAt)
  const found = words[name] as Word<T>
  for (const [option, value] of Object.entries(options)) {
    if (!Object.hasOwn(found.options, option)) {
      const takes = Object.keys(found.options)
      const expected = takes.length === 0 ? `no options for ${name}` : `only ${takes.join(', ')} for ${name}`
      throw new PolicyError(`${at}.${option}`, expected, value)
    }
    parseOption(found.options[option] as NonNullable<(typeof found.options)[string]>, value, `${at}.${option}`)
  }
  for (const option of found.needs) {
    if (options[option] === undefined)
      throw new PolicyError(`${at}.${option}`, `${option}, which ${name} needs`, undefined)
  }
  return found.make(options)
}

function unknownWord(words: Readonly<Record<string, unknown>>, kind: string, name: unknown, at: string): PolicyError {
  const names = Object.keys(words)
  const near = typeof name === 'string' ? nearest(name, names) : undefined
  const meant = near === undefined ? `a ${kind} (${names.join(', ')})` : `a ${kind} (did you mean ${near}?)`
  return new PolicyError(at, meant, name)
}

function object(value: unknown, at: string, known?: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PolicyError(at, 'an object', value)
  const stranger = known && Object.keys(value).find((key) => !known.includes(key))
  if (stranger !== undefined && known !== undefined) {
    const near = nearest(stranger, known)
    const expected = near === undefined ? `only ${known.join(', ')}` : `no such key (did you mean ${near}?)`
    throw new PolicyError(`${at}.${stranger}`, expected, (value as Record<string, unknown>)[stranger])
  }
  return value as Readonly<Record<string, unknown>>
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new PolicyError(at, 'a list', value)
  return value
}

/** More agents than any request lists. */
const mostSampled = 10_000

function sampled(value: unknown, at: string): number {
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= mostSampled) return value as number
  throw new PolicyError(at, `a whole number from 1 to ${mostSampled.toLocaleString('en')}`, value)
}

function allRefused(value: unknown, at: string): 'pass' | 'ask-again' {
  parseOption(['pass', 'ask-again'], value, at)
  return value as 'pass' | 'ask-again'
}
