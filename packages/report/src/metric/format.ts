import type { Unit } from './metric.ts'

/** How figures of one magnitude are written: they share a scale, a number of decimals and a unit's sign. */
export interface Format {
  /** Figures are divided by it. */
  readonly by: number
  readonly decimals: number
  /** With its space; empty where there is none. */
  readonly sign: string
}

const gap = '\u00A0'
const minute = 60
const hour = 3600
const day = 86_400

/** The format for figures about as large as `largest`, told apart when they differ by `step`, with `most` decimals. */
export function formatOf(unit: Unit, largest: number, step: number, most: number = mostOf(unit)): Format {
  const { by, sign } = scaleOf(unit, Math.abs(largest))
  const fine = Math.abs(step) / by
  const decimals = fine > 0 && Number.isFinite(fine) ? -Math.floor(Math.log10(fine * (1 + 1e-9))) : most
  return { by, decimals: Math.min(most, Math.max(0, decimals)), sign }
}

/** More decimals than these say nothing to people. */
function mostOf(unit: Unit): number {
  if (unit === 'number') return 4
  return unit === 'seconds' ? 3 : 2
}

function scaleOf(unit: Unit, largest: number): { readonly by: number; readonly sign: string } {
  if (unit === 'share') return { by: 0.01, sign: `${gap}%` }
  if (unit === 'points') return { by: 0.01, sign: `${gap}pts` }
  if (unit === 'number') return { by: 1, sign: '' }
  if (largest < 2 * minute) return { by: 1, sign: `${gap}s` }
  if (largest < 2 * hour) return { by: minute, sign: `${gap}min` }
  return largest < 2 * day ? { by: hour, sign: `${gap}h` } : { by: day, sign: `${gap}d` }
}

/** The figure in digits, without its unit: a true minus, groups of three parted, no minus before a zero. */
export function digits(value: number, format: Format): string {
  const scaled = value / format.by
  if (Math.abs(scaled) >= 1e9) return scaled.toExponential(2).replace('-', '\u2212').replace('e+', ' × 10^')
  const [whole = '0', part] = Math.abs(scaled).toFixed(format.decimals).split('.')
  const grouped = whole.length > 4 ? whole.replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202F') : whole
  const text = part === undefined ? grouped : `${grouped}.${part}`
  return scaled < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text
}

/** The figure with its unit. */
export function written(value: number, format: Format): string {
  return digits(value, format) + format.sign
}
