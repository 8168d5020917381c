import type { Arrivals } from '../scenario/arrivals.ts'

/**
 * A Poisson process whose rate is a repeating step function, by inversion: each arrival is where the integral of the rate
 * has grown by `exponential()`, a draw of mean 1 (Çinlar 1975). Exact at the steps.
 */
export function piecewise(
  { period, from, perSecond }: Extract<Arrivals, { kind: 'piecewise' }>,
  exponential: () => number,
): () => number {
  const last = from.length - 1
  const endOf = (step: number): number => (step === last ? period : (from[step + 1] as number))
  // Whole periods are left out at once: a long profile with a small rate takes no longer than a large one.
  let perPeriod = 0
  for (let step = 0; step <= last; step++) {
    perPeriod += (perSecond[step] as number) * (endOf(step) - (from[step] as number))
  }
  let cycle = 0
  let step = 0
  let within = from[0] as number
  return () => {
    let ahead = exponential()
    for (;;) {
      const rate = perSecond[step] as number
      const left = rate * (endOf(step) - within)
      if (ahead < left) {
        within += ahead / rate
        return cycle * period + within
      }
      ahead -= left
      // Without a branch of its own, which would be compiled anew when the first day is over.
      const over = step === last
      step = over ? 0 : step + 1
      cycle += over ? 1 : 0
      within = from[step] as number
      if (ahead >= perPeriod && over) {
        const whole = Math.floor(ahead / perPeriod)
        ahead -= whole * perPeriod
        cycle += whole
      }
    }
  }
}
