/** What comes first of what happens at the same instant: room is made before it is asked for. */
export const phase = {
  warm: 0,
  shiftBegins: 1,
  close: 3,
  accept: 4,
  reject: 5,
  expire: 6,
  abandon: 7,
  shiftEnds: 8,
  retry: 10,
  arrive: 11,
} as const
