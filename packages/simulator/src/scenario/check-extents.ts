import { error, warning, type Problem } from './problem.ts'
import type { Scenario } from './scenario.ts'

/** What is wrong with horizon and warm-up. */
export function* extentProblems({ horizon, warmup = { chats: 0 }, queues }: Scenario): Iterable<Problem> {
  for (const unit of ['chats', 'seconds'] as const) {
    const all = horizon[unit]
    const left = warmup[unit]
    if (all !== undefined && left !== undefined && left >= all) {
      yield error(`$.warmup.${unit}`, `less than the horizon's ${all}`, left)
      return
    }
  }
  const recorded: number[] = []
  for (const { arrivals } of queues) {
    if (arrivals.kind !== 'trace') return
    for (const at of arrivals.at) if (at < (horizon.seconds ?? Infinity)) recorded.push(at)
  }
  const count = recorded.length
  if (count === 0) yield warning('$.horizon.seconds', 'more, as no recorded chat arrives in it', horizon.seconds)
  else if (horizon.chats !== undefined && horizon.chats > count) {
    yield warning('$.horizon.chats', `at most ${count}, as many chats as the traces have`, horizon.chats)
  }
  const offered = recorded.toSorted((a, b) => a - b).slice(0, horizon.chats)
  const last = offered.at(-1)
  if (last === undefined) return
  if (warmup.chats !== undefined && warmup.chats >= offered.length) {
    yield warning(
      '$.warmup.chats',
      `less than the ${offered.length} recorded chats, or nothing is counted`,
      warmup.chats,
    )
  }
  if (warmup.seconds !== undefined && warmup.seconds > last) {
    yield warning(
      '$.warmup.seconds',
      `at most ${last}, when the last chat arrives, or nothing is counted`,
      warmup.seconds,
    )
  }
}
