/** The beginning or the end of a daily interval online, of agents alike. */
export interface ShiftEdge {
  readonly kind: 'shift'
  readonly group: number
  readonly begins: boolean
  /** Its first time, in seconds from the start; it repeats daily. */
  readonly first: number
  day: number
}

/** The edges of a group's intervals. */
export function shiftEdges(group: number, shifts: readonly (readonly [number, number])[]): readonly ShiftEdge[] {
  return shifts.flatMap(([from, to]) => [
    { kind: 'shift', group, begins: true, first: from, day: 0 },
    { kind: 'shift', group, begins: false, first: to, day: 0 },
  ])
}

/** Seconds after which shifts and nothing else repeat. */
export const day = 86_400
