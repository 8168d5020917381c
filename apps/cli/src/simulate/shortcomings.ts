import type { Counts } from '@pointsman/simulator'

/** What the figures of a simulation do not cover, a line each. */
export function shortcomings({ offered, unfinished }: Counts): readonly string[] {
  const lines: string[] = []
  if (offered === 0) lines.push('expected chats after the warm-up, got none: there is nothing to measure')
  if (unfinished > 0) {
    lines.push(
      `expected every chat to be attended, abandoned or lost; ${Number(unfinished.toFixed(2))} of ` +
        `${Number(offered.toFixed(2))} in a run still waited when nobody would take them any more: their waits count ` +
        `in no mean and no quantile`,
    )
  }
  return lines
}
