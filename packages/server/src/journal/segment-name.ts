/** A segment's file name: its day (UTC) and its number on that day. */
export interface SegmentName {
  readonly day: string
  readonly number: number
}

/** `2026-11-21-3.ndjson`. */
export function segmentFile({ day, number }: SegmentName): string {
  return `${day}-${number}.ndjson`
}

/** Reads a segment's file name, closed (`.gz`) or not; undefined where the file is none. */
export function parseSegmentFile(file: string): (SegmentName & { readonly closed: boolean }) | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})-(\d+)\.ndjson(\.gz)?$/.exec(file)
  if (match === null) return undefined
  return { day: match[1] as string, number: Number(match[2]), closed: match[3] !== undefined }
}

/** The day (UTC) of an instant in ms since 1970. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** The order in which segments were written. */
export function compareSegments(a: SegmentName, b: SegmentName): number {
  return a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1
}
