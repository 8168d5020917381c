/** What comes first of what happens at the same instant: room is made before it is asked for. As in the simulator. */
export const phase = {
  warm: 0,
  begin: 1,
  begun: 2,
  close: 3,
  accept: 4,
  reject: 5,
  expire: 6,
  abandon: 7,
  go: 8,
  gone: 9,
  retry: 10,
  arrive: 11,
  tell: 12,
} as const
