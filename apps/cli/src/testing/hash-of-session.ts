import { createHash } from 'node:crypto'

/** What stands for a session where Aivo wants a user's hash. */
export function hashOf(session: string): string {
  return createHash('sha256').update(session).digest('hex').slice(0, 32)
}
