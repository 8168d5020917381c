/** A time of the world as the wire has it: Unix seconds. */
export type Stamp = (at: number) => number

/** `epoch`: when the world began, in Unix seconds; `whole`: whether fractions are dropped. */
export function stamps(epoch: number, whole: boolean): Stamp {
  return whole ? (at) => Math.floor(epoch + at) : (at) => epoch + at
}
