import type { Estimate } from '@pointsman/simulator'
import { digits, formatOf, written, type Format } from './format.ts'
import type { Unit } from './metric.ts'

/** An estimate in words: `12.3 s`, and `± 0.2 s` where there is an interval. */
export interface FigureText {
  readonly value: string
  /** Half the interval with its sign; undefined where there is none. */
  readonly spread: string | undefined
}

/**
 * Writes estimates that stand together: in one unit and with the decimals that their usual interval warrants, so that
 * they can be compared at a glance. The spread has one digit, or two where it begins with a 1.
 */
export function figureTexts(unit: Unit, estimates: readonly Estimate[]): readonly FigureText[] {
  const means = estimates.flatMap(({ mean }) => mean ?? [])
  const largest = means.reduce((one, mean) => Math.max(one, Math.abs(mean)), 0)
  const steps = estimates.flatMap(({ mean, ci95 }) => (mean === null ? [] : warranted(mean, halfOf(ci95))))
  const usual = steps.sort((a, b) => a - b)[Math.floor((steps.length - 1) / 2)] ?? 0
  const format = formatOf(unit, largest, usual)
  return estimates.map(({ mean, ci95 }) => {
    const half = halfOf(ci95)
    return mean === null
      ? { value: '–', spread: undefined }
      : { value: written(mean, format), spread: half === undefined ? undefined : spread(half, format) }
  })
}

/** An estimate that stands alone. */
export function figureText(unit: Unit, estimate: Estimate): FigureText {
  return figureTexts(unit, [estimate])[0] ?? { value: '–', spread: undefined }
}

/** Both in one line. */
export function joined(figure: FigureText | undefined): string {
  if (figure === undefined) return '–'
  return figure.spread === undefined ? figure.value : `${figure.value} ${figure.spread}`
}

function halfOf(interval: readonly [number, number] | null): number | undefined {
  return interval === null ? undefined : (interval[1] - interval[0]) / 2
}

/** A difference, always with its sign: `−1.2 s`, `+0.3 %`. */
export function signed(value: number, format: Format): string {
  const text = written(value, format)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** The step below which digits of a figure say nothing. */
export function warranted(mean: number, half: number | undefined): number {
  if (half === undefined || half === 0) return Math.abs(mean) / 100
  // But for rounding: 0.2 may have come out a little less.
  const grown = half * (1 + 1e-9)
  const magnitude = 10 ** Math.floor(Math.log10(grown))
  return grown / magnitude < 2 ? magnitude / 10 : magnitude
}

function spread(half: number, format: Format): string {
  const text = digits(half, format)
  const least = 10 ** -format.decimals
  if (half === 0) return '± 0'
  return /[1-9]/.test(text) ? `±\u00A0${text}` : `±\u00A0<${least.toFixed(format.decimals)}`
}
