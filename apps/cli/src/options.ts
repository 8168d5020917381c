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

/**
 * Per cent, above 0 and at most `most`, from `80` or `80%`. What is below 1 needs its sign: whoever writes 0.8 may as well mean
 * a share, and that would be another question.
 */
export function perCent(most: number): (text: string) => number {
  return (text) => {
    const [, figure, sign] = /^(\d*\.?\d+) ?(%?)$/.exec(text) ?? []
    const number = Number(figure)
    if (number > 0 && number < 1 && sign === '') {
      throw new InvalidArgumentError(
        `expected per cent: ${Number((number * 100).toPrecision(12))}% for a share of ${figure}, or ${figure}%`,
      )
    }
    if (number > 0 && number <= most) return number
    throw new InvalidArgumentError(
      `expected per cent above 0${most === Infinity ? '' : ` and at most ${most}`}, such as ${Math.min(80, most)}%`,
    )
  }
}

/** A share above 0 from per cent such as `2%` or `2`. */
export function percentage(text: string): number {
  return perCent(Infinity)(text) / 100
}

/** Seconds, above 0, from a length of time such as `90`, `90s`, `5m` or `1h`; at most some 24 days, which timers can wait. */
export function duration(text: string): number {
  const [, figure, unit = ''] = /^(\d*\.?\d+) ?([smh]?)$/.exec(text) ?? []
  const seconds = Number(figure) * ({ '': 1, s: 1, m: 60, h: 3600 }[unit] ?? NaN)
  if (seconds > 0 && seconds <= 2_000_000) return seconds
  throw new InvalidArgumentError('expected a length of time above 0: seconds, or such as 60s, 5m or 1h')
}
