/** A count, with a comma at each thousand. */
export function count(n: number): string {
  return n.toLocaleString('en-GB')
}

/** So many of a thing whose name takes an s: `1 agent`, `20 agents`. */
export function countOf(n: number, thing: string): string {
  return `${count(n)} ${thing}${n === 1 ? '' : 's'}`
}

/** A share as a percentage; – where there is nothing to have a share of. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}

/** Milliseconds to three significant digits, never with an exponent; – where there are none. */
export function milliseconds(ms: number | undefined): string {
  if (ms === undefined) return '–'
  if (ms >= 100) return ms.toFixed(0)
  return ms.toFixed(ms >= 10 ? 1 : ms >= 1 ? 2 : ms >= 0.1 ? 3 : 4)
}
