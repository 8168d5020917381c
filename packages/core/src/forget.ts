import type { Instant } from './model.ts'

/**
 * Forgets what was last heard of so many seconds ago or longer. The memory is in the order of time, so that only its front is
 * looked at; what is stamped further ahead than it could be is taken for heard now, so that it holds up nothing behind it.
 */
export function forget<T extends { heardAt: Instant }>(memory: Map<string, T>, at: Instant, seconds: number): void {
  for (const [id, one] of memory) {
    if (one.heardAt > at + seconds) {
      one.heardAt = at
      memory.delete(id)
      memory.set(id, one)
    } else if (one.heardAt > at - seconds) return
    else memory.delete(id)
  }
}
