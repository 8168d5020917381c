/**
 * What a recording tells of one chat's duration, in seconds: the duration itself, or bounds between which it lies (an upper
 * bound of null: it is only known to exceed the lower one), or nothing (null). What it leaves open is drawn from the queue's
 * distribution, within the bounds.
 */
export type Known = number | readonly [lo: number, hi: number | null] | null
