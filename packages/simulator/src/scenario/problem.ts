/** What is wrong with a scenario (`error`: it cannot be simulated) or odd about it (`warning`), and where. */
export interface Problem {
  readonly level: 'error' | 'warning'
  /** The JSON path, such as `$.queues[0].patience`. */
  readonly path: string
  /** What was expected, and what came. */
  readonly text: string
}

/** Says what was expected, and what came. */
export function error(path: string, expected: string, got: unknown): Problem {
  return { level: 'error', path, text: `expected ${expected}, got ${JSON.stringify(got)}` }
}

/** The same, of what is odd and no more. */
export function warning(path: string, expected: string, got: unknown): Problem {
  return { ...error(path, expected, got), level: 'warning' }
}
