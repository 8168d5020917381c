import { PolicyError } from './policy-error.ts'
import type { OptionKind } from './vocabulary.ts'

interface Check {
  readonly expected: string
  readonly holds: (value: unknown) => boolean
}

const checks: Readonly<Record<Exclude<OptionKind, readonly string[]>, Check>> = {
  text: { expected: 'a text', holds: (value) => typeof value === 'string' && value !== '' },
  'above 0': { expected: 'a number above 0', holds: above0 },
  'whole above 0': { expected: 'a whole number above 0', holds: (value) => above0(value) && Number.isInteger(value) },
  minutes: {
    expected: 'minutes from -840 to 840',
    holds: (value) => typeof value === 'number' && Math.abs(value) <= 840,
  },
  hours: {
    expected: 'hours such as "09:00-17:30"',
    holds: (value) =>
      typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value),
  },
  days: {
    expected: 'a list of days from 1 (Monday) to 7 (Sunday)',
    holds: (value) =>
      Array.isArray(value) && value.length > 0 && value.every((day) => Number.isInteger(day) && day >= 1 && day <= 7),
  },
}

/** Checks one option of a rule or a preference. Throws a PolicyError that names the place. */
export function parseOption(kind: OptionKind, value: unknown, path: string): void {
  if (typeof kind !== 'string') {
    if (!kind.includes(value as string)) throw new PolicyError(path, `one of ${kind.join(', ')}`, value)
    return
  }
  const { expected, holds } = checks[kind]
  if (!holds(value)) throw new PolicyError(path, expected, value)
}

function above0(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}
