/** The beginning or the end of a daily interval online, of agents alike. */
export interface ShiftEdge {
  readonly kind: 'shift'
  readonly group: number
  readonly begins: boolean
  /** Its first time, in seconds from the start; it repeats daily. */
  readonly first: number
  /** The day of its next time; −1: the run begins within the interval, which began the day before. */
  day: number
}

/** The edges of a group's intervals. A run begins at midnight within those that go past it. */
export function shiftEdges(group: number, shifts: readonly (readonly [number, number])[]): readonly ShiftEdge[] {
  return shifts.flatMap(([from, to]) => {
    const next = from < day && to > day ? -1 : 0
    return [
      { kind: 'shift', group, begins: true, first: from, day: next },
      { kind: 'shift', group, begins: false, first: to, day: next },
    ]
  })
}

/** Seconds after which shifts and nothing else repeat. */
export const day = 86_400
