import { nearest } from '@pointsman/core'

/** Says which names there are and which one was probably meant: `no strategy "rnd"; there are … (did you mean random?)`. */
export function noSuch(what: string, name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  return `no ${what} ${JSON.stringify(name)}; there are ${names.join(', ')}${near === undefined ? '' : ` (did you mean ${near}?)`}`
}
