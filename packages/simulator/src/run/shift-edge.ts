/** The beginning or the end of an interval online, of agents alike. */
export interface ShiftEdge {
  readonly kind: 'shift'
  readonly group: number
  readonly begins: boolean
  /** Its first time, in seconds from the start. */
  readonly first: number
  /** The day of its next time; −1: the run begins within the interval, which began the day before. */
  day: number
  /** Whether it repeats daily. */
  readonly daily: boolean
}

/** The edges of a group's intervals. A run begins at midnight within those that go past it. */
export function shiftEdges(group: number, shifts: readonly (readonly [number, number])[]): readonly ShiftEdge[] {
  return shifts.flatMap(([from, to]) => {
    const next = from < day && to > day ? -1 : 0
    return [
      { kind: 'shift', group, begins: true, first: from, day: next, daily: true },
      { kind: 'shift', group, begins: false, first: to, day: next, daily: true },
    ]
  })
}

/** The edges of intervals that do not repeat. */
export function presenceEdges(group: number, presence: readonly (readonly [number, number])[]): readonly ShiftEdge[] {
  return presence.flatMap(([from, to]) => [
    { kind: 'shift', group, begins: true, first: from, day: 0, daily: false },
    { kind: 'shift', group, begins: false, first: to, day: 0, daily: false },
  ])
}

/** Seconds after which shifts and nothing else repeat. */
export const day = 86_400
