import { Refuted } from './refuted.ts'

/** Throws `Refuted` in these words where it does not hold. */
export function confirm(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Refuted(otherwise)
}
