/**
 * An empty list for objects. A bare `[]` counts as a list of small integers until the first object is in it, and code that
 * was compiled for lists of objects is thrown away when it meets one: each run of a scenario would begin slowly.
 */
export function emptyList<T extends object>(): T[] {
  const list = [undefined as unknown as T]
  list.pop()
  return list
}
