import { describeValue } from '@pointsman/wire'
import { FaultError } from './fault-error.ts'
import type { Delay, Faults } from './faults.ts'

const latest = 600_000

/**
 * Reads faults as they are written on the command line: `latency=200ms` (or `100..300ms`, drawn evenly, or `~200ms`,
 * exponential with that mean; `s` for seconds), `loss=1%`, `duplicate=1%`, `reorder=1%`, with commas between them. Throws a
 * `FaultError`.
 */
export function parseFaults(text: string): Faults {
  const faults: Record<string, Delay | number> = {}
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.trim().split(/=(.*)/s)
    if (Object.hasOwn(faults, name)) throw new FaultError(`faults: ${name}: expected once, got it again`)
    if (name === 'latency') faults[name] = parseDelay(value)
    else if (name === 'loss' || name === 'duplicate' || name === 'reorder') faults[name] = parseShare(name, value)
    else throw new FaultError(`faults: expected latency, loss, duplicate or reorder, got ${describeValue(name)}`)
  }
  return faults
}

function parseDelay(text: string): Delay {
  const [, about, from, to, unit] = /^(~)?(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?(ms|s)$/.exec(text) ?? []
  const factor = unit === 's' ? 1000 : 1
  const [first, second] = [Number(from) * factor, Number(to ?? from) * factor]
  // What is no number is not within bounds either.
  if (!(first <= second && second <= latest) || (about !== undefined && to !== undefined)) {
    throw new FaultError(
      `faults: latency: expected 200ms, 100..300ms or ~200ms, at most ${latest / 1000} s, got ${describeValue(text)}`,
    )
  }
  if (about !== undefined) return { kind: 'exponential', mean: first }
  return to === undefined ? { kind: 'constant', ms: first } : { kind: 'uniform', from: first, to: second }
}

function parseShare(name: string, text: string): number {
  const [, number] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? []
  if (!(Number(number) <= 100)) {
    throw new FaultError(`faults: ${name}: expected a share from 0% to 100%, got ${describeValue(text)}`)
  }
  return Number(number) / 100
}
