/** What comes first of what happens at the same instant: room is made before it is asked for. */
export const phase = {
  warm: 0,
  shiftBegins: 1,
  /** All shifts that begin at this instant have begun: only now is anybody asked for. */
  begun: 2,
  close: 3,
  accept: 4,
  reject: 5,
  expire: 6,
  abandon: 7,
  shiftEnds: 8,
  /** The same for those that end. */
  gone: 9,
  retry: 10,
  arrive: 11,
} as const
