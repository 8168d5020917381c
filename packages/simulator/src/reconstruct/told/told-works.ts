import type { Work } from '../figures/work.ts'
import type { Told } from './told.ts'
import type { Stay } from './told-chat.ts'

/** The handlings, by their stays; of those that went on at the end of the recording it is known how long at least. */
export function toldWorks({ chats }: Told): ReadonlyMap<Stay, Work> {
  const works = new Map<Stay, Work>()
  for (const { stays } of chats.values()) {
    for (const stay of stays) {
      const { queue, stint } = stay
      if (stint === undefined) continue
      works.set(stay, {
        stint,
        queue,
        agent: stint.agent,
        levels: stint.exposure,
        tail: stint.endedHi - stint.endedLo,
        lastLevel: Math.max(1, stint.lastLevel),
        before: 0,
        unseen: 0,
        firstLevel: stint.firstLevel,
      })
    }
  }
  return works
}
