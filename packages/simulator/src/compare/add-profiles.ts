import type { Profile } from './profile.ts'

/** Profiles of one scenario added up; undefined where there is none. */
export function addProfiles(profiles: readonly Profile[]): Profile | undefined {
  const [first, ...others] = profiles
  if (first === undefined) return undefined
  return others.reduce((sum, { waits, overTime }): Profile => {
    const counts = sum.waits.counts.map((count, bin) => count + (waits.counts[bin] ?? 0))
    const slices = sum.overTime.slices.map((slice, place) => {
      const other = overTime.slices[place]
      if (other === undefined) return slice
      return {
        offered: slice.offered + other.offered,
        withinServiceLevel: slice.withinServiceLevel + other.withinServiceLevel,
        abandoned: slice.abandoned + other.abandoned,
        waited: slice.waited + other.waited,
      }
    })
    return { waits: { edges: sum.waits.edges, counts }, overTime: { period: sum.overTime.period, slices } }
  }, first)
}
