/** A policy that cannot be used: where, what was expected there, and what came. */
export class PolicyError extends Error {
  /** The place as a JSON path, such as `policies[0].require[2].level`. */
  readonly path: string
  readonly expected: string

  constructor(path: string, expected: string, got: unknown) {
    super(`${path}: expected ${expected}, got ${shown(got)}`)
    this.name = 'PolicyError'
    this.path = path
    this.expected = expected
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
