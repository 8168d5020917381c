/** A payload is not what it must be: where, what was expected, and what came, in one line. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError'
  /** The JSON path, such as `data.agents[3].capacity`; `''` is the root. */
  readonly path: string
  readonly expected: string
  readonly got: string

  constructor(path: string, expected: string, got: string) {
    super(`${path === '' ? '' : `${path}: `}expected ${expected}, got ${got}`)
    this.path = path
    this.expected = expected
    this.got = got
  }
}
