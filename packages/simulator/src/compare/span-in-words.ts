import type { Difference } from './comparison.ts'
import type { DecisiveMetric } from './decisive-metric.ts'

/** How large a difference is, whichever way it goes: `8 % to 12 %`, `0.4 to 1.2 points`. */
export function spanInWords({ told, name }: DecisiveMetric, { ci95, relative }: Difference): string {
  if (told === 'relative' && relative !== null && !straddles(relative.ci95)) return span(relative.ci95, 100, ' %')
  if (ci95 === null) return 'an unknown amount'
  if (told === 'relative') return span(ci95, 1, ' s')
  return told === 'points' ? span(ci95, 100, '', ' points') : `${span(ci95, 1, '')} of ${indexes[name] ?? name}`
}

const indexes: Readonly<Record<string, string>> = { occupancyGini: "Gini's coefficient" }

/** The interval of a difference that is not sure, with its signs: `−0.4 % to 1.2 %`. */
export function intervalInWords({ told }: DecisiveMetric, { ci95, relative }: Difference): string {
  if (told === 'relative' && relative !== null) return signed(relative.ci95, 100, ' %')
  if (ci95 === null) return 'unknown'
  if (told === 'relative') return signed(ci95, 1, ' s')
  return told === 'points' ? signed(ci95, 100, '', ' points') : signed(ci95, 1, '')
}

function straddles([low, high]: readonly [number, number]): boolean {
  return low < 0 && high > 0
}

function span(ci95: readonly [number, number], times: number, each: string, last: string = ''): string {
  const [low, high] = ci95.map((end) => Math.abs(end) * times).toSorted((a, b) => a - b) as [number, number]
  const digits = digitsFor(low, high)
  return low.toFixed(digits) === high.toFixed(digits)
    ? `${high.toFixed(digits)}${each}${last}`
    : `${low.toFixed(digits)}${each} to ${high.toFixed(digits)}${each}${last}`
}

function signed([low, high]: readonly [number, number], times: number, each: string, last: string = ''): string {
  let digits = digitsFor(low * times, high * times)
  // An end that is not 0 is not to look like it.
  const looksLikeNothing = (end: number): boolean => end !== 0 && Number((end * times).toFixed(digits)) === 0
  while (digits < 4 && (looksLikeNothing(low) || looksLikeNothing(high))) digits += 1
  const write = (value: number): string => {
    const text = Math.abs(value * times).toFixed(digits)
    return `${value < 0 && Number(text) !== 0 ? '−' : ''}${text}${each}`
  }
  return `${write(low)} to ${write(high)}${last}`
}

/** As many digits as tell the ends apart, and no more than help. */
function digitsFor(low: number, high: number): number {
  const width = Math.abs(high - low)
  return width === 0 ? 2 : Math.max(0, Math.min(4, Math.ceil(-Math.log10(width))))
}
