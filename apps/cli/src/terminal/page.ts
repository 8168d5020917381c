import { paintFor, type Paint } from './paint.ts'
import type { Surroundings } from '../surroundings.ts'

/** What people's output is written on. */
export interface Page {
  /** Columns: the terminal's, and 80 where there is none. */
  readonly width: number
  readonly paint: Paint
}

/** The page that standard output is. */
export function pageOf({ stdout, env }: Pick<Surroundings, 'stdout' | 'env'>): Page {
  return { width: stdout.isTTY === true ? (stdout.columns ?? 80) : 80, paint: paintFor(stdout, env) }
}
