import type { Difference } from '@pointsman/simulator'
import { formatOf } from './format.ts'
import { signed, warranted } from './figure-text.ts'
import type { Metric, Unit } from './metric.ts'

/** A paired difference on the scale on which people read it. */
export interface Effect {
  readonly unit: Unit
  readonly value: number | null
  readonly interval: readonly [number, number] | null
}

/**
 * Times as a share of the baseline's, where it has one; shares in points of a hundred, since a share of a share is easily
 * mistaken; all others as they are. `relative` false: times as they are too.
 */
export function effect(
  { unit }: Metric,
  difference: Difference,
  relative: boolean = isRelative(unit, difference),
): Effect {
  if (relative && difference.relative !== null)
    return { unit: 'share', value: difference.relative.difference, interval: difference.relative.ci95 }
  return { unit: unit === 'share' ? 'points' : unit, value: difference.difference, interval: difference.ci95 }
}

/** Whether a difference is told as a share of the baseline. */
export function isRelative(unit: Unit, { relative }: Difference): boolean {
  return unit === 'seconds' && relative !== null
}

/** `−8.1 %`, and `−9.9 % to −6.3 %` where there is an interval. */
export function effectText({ unit, value, interval }: Effect): { readonly value: string; readonly range: string } {
  if (value === null) return { value: '–', range: '' }
  if (value === 0 && (interval === null || (interval[0] === 0 && interval[1] === 0)))
    return { value: 'exactly 0', range: '' }
  const half = interval === null ? undefined : (interval[1] - interval[0]) / 2
  const largest = Math.max(Math.abs(value), ...(interval ?? []).map(Math.abs))
  const format = formatOf(unit, largest, warranted(value, half))
  const range = interval === null ? '' : `${signed(interval[0], format)} to ${signed(interval[1], format)}`
  return { value: signed(value, format), range }
}
