import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** Where a value is wrong, as a JSON path, and what was expected and came, in words. */
export function issueInWords(issue: Issue, document: unknown): string {
  const { path, expected, value } = expectation(deepest(issue), document)
  return `${jsonPath(path)}: expected ${expected}, got ${shown(value)}`
}

/** Of a value that fits no branch of a union, the branch that it came closest to. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue
  const branches = issue.errors.flatMap(([first]) => (first !== undefined && isGiven(first) ? [first] : []))
  const closest = branches.toSorted((a, b) => b.path.length - a.path.length)[0]
  if (closest === undefined || closest.path.length === 0) return issue
  return deepest({ ...closest, path: [...issue.path, ...closest.path] })
}

/** Whether the value is there, and of the wrong kind. */
function isGiven(issue: Issue): boolean {
  return !(issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
}

interface Expectation {
  readonly path: readonly PropertyKey[]
  readonly expected: string
  readonly value: unknown
}

function expectation(issue: Issue, document: unknown): Expectation {
  const { path } = issue
  const value = at(document, path)
  switch (issue.code) {
    case 'invalid_type':
      return { path, expected: withArticle(issue.expected), value }
    case 'invalid_value':
      return { path, expected: issue.values.map((one) => JSON.stringify(one)).join(' or '), value }
    case 'too_small':
      return {
        path,
        expected: bound(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum),
        value,
      }
    case 'too_big':
      return {
        path,
        expected: bound(issue.origin, issue.inclusive === false ? 'below' : 'at most', issue.maximum),
        value,
      }
    case 'unrecognized_keys': {
      const key = issue.keys[0] as string
      return { path: [...path, key], expected: 'no such field', value: at(document, [...path, key]) }
    }
    case 'invalid_union': {
      if (issue.discriminator === undefined) {
        return { path, expected: issue.message === 'Invalid input' ? unionOf(issue) : issue.message, value }
      }
      const options = (issue as { options?: readonly unknown[] }).options ?? []
      const known = options.map((one) => JSON.stringify(one)).join(', ')
      return { path, expected: known === '' ? `a known ${issue.discriminator}` : `one of ${known}`, value }
    }
    default:
      return { path, expected: issue.message, value }
  }
}

function unionOf(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const kinds = issue.errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [withArticle(first.expected)] : []))
  return kinds.length === 0 ? 'one of the forms it may have' : [...new Set(kinds)].join(' or ')
}

function bound(origin: string, how: string, limit: number | bigint): string {
  if (origin === 'number' || origin === 'int') return `a number ${how} ${limit}`
  return `${how} ${limit} ${origin === 'string' ? 'characters' : 'entries'}`
}

function withArticle(type: string): string {
  if (type === 'int') return 'a whole number'
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type === 'record' ? 'object' : type}`
}

function at(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key]
  return value
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), '$')
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
