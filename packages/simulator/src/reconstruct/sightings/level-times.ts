/**
 * Seconds at each number of chats between two looks at an agent: `kept` chats were there at both, others began at known times,
 * and of those that ended in between nothing tells when: they are spread evenly.
 */
export function levelTimes(
  from: number,
  to: number,
  kept: number,
  began: readonly number[],
  ended: number,
  add: (level: number, seconds: number) => void,
): void {
  const changes = began.map((at) => ({ at: Math.min(to, Math.max(from, at)), by: 1 }))
  for (let n = 1; n <= ended; n++) changes.push({ at: from + ((to - from) * n) / (ended + 1), by: -1 })
  changes.sort((a, b) => a.at - b.at)
  let level = kept + ended
  let since = from
  for (const { at, by } of changes) {
    if (at > since) add(level, at - since)
    level += by
    since = at
  }
  if (to > since) add(level, to - since)
}
