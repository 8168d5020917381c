import { Bench } from 'tinybench'

/** Something to be timed, many times over. */
export type Timed = () => unknown

/** How the measuring is done. */
export interface Effort {
  readonly rounds: number
  /** Milliseconds for each of the timed things in a round. */
  readonly time: number
}

/**
 * Times things side by side: in every round each once, the order turned round from one round to the next, so that a machine
 * whose speed drifts slows them all alike. Gives for each the median over the rounds of the round's own median, in
 * nanoseconds a call.
 */
export async function measure<Name extends string>(
  timed: Readonly<Record<Name, Timed>>,
  { rounds, time }: Effort,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(timed) as Name[]
  const batch = Object.fromEntries(names.map((name) => [name, batchOf(timed[name])])) as Record<Name, number>
  const seen = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const calls = batch[name]
      const work = timed[name]
      const bench = new Bench({ time, warmup: round === 0, warmupTime: time, throws: true })
      bench.add(name, () => {
        for (let i = 0; i < calls; i++) work()
      })
      const [task] = await bench.run()
      const result = task?.result
      if (result === undefined || !('latency' in result)) throw new Error(`${name} was not timed`)
      seen[name].push((result.latency.p50 * 1e6) / calls)
    }
  }
  return seen
}

/** So many calls that the clock's own resolution does not show. */
function batchOf(work: Timed): number {
  for (let i = 0; i < 200; i++) work()
  const before = process.hrtime.bigint()
  for (let i = 0; i < 200; i++) work()
  const nanoseconds = Number(process.hrtime.bigint() - before) / 200
  return Math.max(1, Math.ceil(50_000 / nanoseconds))
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] as number
}

/** The median over the rounds of how many times the second the first takes. */
export function medianRatio(numerator: readonly number[], denominator: readonly number[]): number {
  return median(numerator.map((value, i) => value / (denominator[i] as number)))
}
