import { formatOf, written } from './format.ts'

/** A share as per cent, to a tenth. */
export function share(value: number): string {
  return written(value, formatOf('share', value, 0.001))
}
