import { nearest } from '@pointsman/core'

/**
 * Says which names there are and which one was probably meant: `no strategy "rnd", did you mean random? There are …`. The
 * beginning of one name alone means that name.
 */
export function noSuch(what: string, name: string, names: readonly string[]): string {
  const [begun, ...others] = name === '' ? [] : names.filter((one) => one.startsWith(name))
  const near = others.length === 0 && begun !== undefined ? begun : nearest(name, names)
  const meant = near === undefined ? '' : `, did you mean ${near}?`
  return `no ${what} ${JSON.stringify(name)}${meant}${meant === '' ? '; there' : ' There'} are ${names.join(', ')}`
}
