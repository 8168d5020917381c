/** What comes first of what happens at the same instant: room is made before it is asked for. */
export const phase = {
  shiftBegins: 0,
  close: 1,
  accept: 2,
  reject: 3,
  expire: 4,
  abandon: 5,
  shiftEnds: 6,
  retry: 7,
  arrive: 8,
} as const
