import { paintFor, type Paint } from './paint.ts'
import type { Surroundings } from '../surroundings.ts'

/** What people's output is written on. */
export interface Page {
  /** Columns: the terminal's, and 80 where there is none, or one that does not say. */
  readonly width: number
  readonly paint: Paint
  readonly isTerminal: boolean
}

/** The page that standard output is. */
export function pageOf({ stdout, env }: Pick<Surroundings, 'stdout' | 'env'>): Page {
  const isTerminal = stdout.isTTY === true
  // A terminal that was never told its size says 0.
  const told = isTerminal ? (stdout.columns ?? 0) : 0
  return { width: told > 0 ? told : 80, paint: paintFor(stdout, env), isTerminal }
}
