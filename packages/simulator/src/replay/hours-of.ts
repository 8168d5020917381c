import type { Outcome } from '../result/outcome.ts'
import type { RecordedWait } from './recorded-day.ts'

/** A stretch of the day, an hour at least, and the mean wait of those who came in it. */
export interface Hour {
  /** Seconds from the start. */
  readonly from: number
  readonly to: number
  /** That came, as recorded. */
  readonly chats: number
  readonly recorded: number
  /** By replication. */
  readonly simulated: readonly number[]
}

const hour = 3600

/** The day in stretches of as many slices of the profile as make an hour; those in which nobody came are left out. */
export function hoursOf(chats: readonly RecordedWait[], outcomes: readonly Outcome[]): readonly Hour[] {
  const overTime = outcomes[0]?.profile?.overTime
  if (overTime === undefined) return []
  const { period, slices } = overTime
  const slice = period / slices.length
  const wide = Math.max(1, Math.ceil(hour / slice - 1e-9))
  const count = Math.ceil(slices.length / wide)
  const came = Array.from({ length: count }, () => 0)
  const waited = Array.from({ length: count }, () => 0)
  for (const { at, wait } of chats) {
    const place = Math.floor(Math.min(slices.length - 1, Math.floor((at % period) / slice)) / wide)
    came[place] = (came[place] as number) + 1
    waited[place] = (waited[place] as number) + wait
  }
  return came.flatMap((chats, place): readonly Hour[] => {
    if (chats === 0) return []
    const simulated = outcomes.map(({ profile }) => {
      const those = profile?.overTime.slices.slice(place * wide, (place + 1) * wide) ?? []
      const offered = those.reduce((sum, one) => sum + one.offered, 0)
      return offered === 0 ? 0 : those.reduce((sum, one) => sum + one.waited, 0) / offered
    })
    return [
      {
        from: place * wide * slice,
        to: Math.min(period, (place + 1) * wide * slice),
        chats,
        recorded: (waited[place] as number) / chats,
        simulated,
      },
    ]
  })
}
