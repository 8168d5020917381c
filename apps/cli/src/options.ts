import { InvalidArgumentError } from 'commander'

/** A whole number from `least` up, as an option's value. */
export function wholeFrom(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const range = most === Number.MAX_SAFE_INTEGER ? 'up' : `to ${most}`
  return (text) => {
    const number = Number(text)
    if (/^-?\d+$/.test(text) && Number.isSafeInteger(number) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`expected a whole number from ${least} ${range}`)
  }
}

/** A number above `least`, and at most `most`. */
export function numberAbove(least: number, most: number = Infinity): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d*\.?\d+$/.test(text) && number > least && number <= most) return number
    throw new InvalidArgumentError(`expected a number above ${least}${most === Infinity ? '' : ` and at most ${most}`}`)
  }
}

/** A list with commas; given again, it goes on. */
export function listed(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('')) throw new InvalidArgumentError('expected names with commas between them')
  return [...before, ...names]
}

/** A list of numbers with commas. */
export function numbers(each: (text: string) => number): (text: string) => readonly number[] {
  return (text) => listed(text).map(each)
}

/** An option that may be given several times. */
export function again(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

/** A share from a percentage such as `2%`, above 0. */
export function percentage(text: string): number {
  const [, figure] = /^(\d*\.?\d+) ?%$/.exec(text) ?? []
  const number = Number(figure) / 100
  if (number > 0) return number
  throw new InvalidArgumentError('expected a percentage above 0, such as 2%')
}

/** Seconds from a length of time such as `60s`, `5m` or `1h`, above 0; at most some 24 days, which timers can wait. */
export function duration(text: string): number {
  const [, figure, unit = ''] = /^(\d*\.?\d+) ?([smh])$/.exec(text) ?? []
  const seconds = Number(figure) * ({ s: 1, m: 60, h: 3600 }[unit] ?? NaN)
  if (seconds > 0 && seconds <= 2_000_000) return seconds
  throw new InvalidArgumentError('expected a length of time above 0, such as 60s, 5m or 1h')
}
