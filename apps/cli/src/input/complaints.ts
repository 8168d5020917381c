import type { RecordingSummary } from '@pointsman/recording'

/** What was wrong with a recording that was read all the same, a line each. */
export function complaints({ malformed, tears }: RecordingSummary): readonly string[] {
  const more = malformed.count - malformed.reasons.length
  return [
    ...tears,
    ...malformed.reasons.map(({ file, line, reason }) => `${file}:${line}: skipped: ${reason}`),
    ...(more > 0 ? [`${more} more malformed lines were skipped`] : []),
  ]
}
