import { Stream } from '../chance/stream.ts'
import type { Arrivals } from '../scenario/arrivals.ts'
import { piecewise } from './piecewise.ts'

/** Gives the arrivals of one queue in order: each call the next instant, Infinity after the last. */
export type ArrivalSource = () => number

/** The arrivals of a queue; `purpose` tells its stream from those of other queues. */
export function arrivalSource(arrivals: Arrivals, seed: number, purpose: string): ArrivalSource {
  const stream = new Stream(seed, purpose)
  let count = 0
  switch (arrivals.kind) {
    case 'poisson': {
      const mean = 1 / arrivals.perSecond
      let at = 0
      return () => (at -= mean * Math.log(stream.firstFor(count++)))
    }
    case 'piecewise':
      return piecewise(arrivals, () => -Math.log(stream.firstFor(count++)))
    case 'trace':
      return () => arrivals.at[count++] ?? Infinity
  }
}
