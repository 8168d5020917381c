import type { Preference } from '../strategy.ts'

/** The highest declared speed, in the chat's queue where it is declared by queue. */
export const fastest: Preference = {
  name: 'fastest',
  wants: 'more',
  reads: 'chat',
  key: ({ speed }, { chat }) => (typeof speed === 'number' ? speed : (speed.get(chat.queue) ?? 1)),
}
