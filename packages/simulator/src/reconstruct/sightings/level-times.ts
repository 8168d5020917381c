/** Seconds at each number of chats between two looks at an agent, from so many on, as they changed, in the order of time. */
export function levelTimes(
  from: number,
  to: number,
  begin: number,
  changes: readonly { readonly at: number; readonly by: number }[],
  add: (level: number, seconds: number) => void,
): void {
  let level = begin
  let since = from
  for (const { at, by } of changes) {
    const until = Math.min(to, at)
    if (until > since) {
      add(level, until - since)
      since = until
    }
    level += by
  }
  if (to > since) add(level, to - since)
}
