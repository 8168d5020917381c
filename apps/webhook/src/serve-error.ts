/** The server cannot start as it was asked to: one line that says why. */
export class ServeError extends Error {
  override readonly name = 'ServeError'
}
