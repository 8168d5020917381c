/** How long to wait before trying again. */
export interface Backoff {
  /** Milliseconds before the second attempt. */
  readonly firstMs: number
  /** Milliseconds at most. */
  readonly mostMs: number
  /** Attempts at most; then the parcel is put aside. */
  readonly attempts: number
}

/**
 * An hour and more in all. Customers wait for what is carried: when the other system is back after an outage, however long it
 * was, nothing waits longer than half a minute.
 */
export const patientBackoff: Backoff = { firstMs: 500, mostMs: 30_000, attempts: 200 }

/**
 * Milliseconds to wait after so many attempts: doubled each time, half of it by chance, so that many who failed together
 * do not come back together. `draw` is from 0 to 1.
 */
export function retryDelay(attempts: number, { firstMs, mostMs }: Backoff, draw: number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** (attempts - 1))
  return whole / 2 + (whole / 2) * draw
}
