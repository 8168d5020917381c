import { InvalidArgumentError } from 'commander'

/** A whole number from `least` up, as an option's value. */
export function wholeFrom(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^-?\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number
    throw new InvalidArgumentError(`expected a whole number from ${least} up`)
  }
}

/** A list with commas; given again, it goes on. */
export function listed(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('')) throw new InvalidArgumentError('expected names with commas between them')
  return [...before, ...names]
}

/** An option that may be given several times. */
export function again(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}
