/** Faults that cannot be read: where, what was expected, what came, in one line. */
export class FaultError extends Error {
  override readonly name = 'FaultError'
}
