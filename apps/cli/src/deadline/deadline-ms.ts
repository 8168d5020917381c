/** How long the platform waits for an answer (documented; it cannot be changed). */
export const deadlineMs = 5_000
/** The same in nanoseconds. */
export const deadlineNs: number = deadlineMs * 1_000_000
