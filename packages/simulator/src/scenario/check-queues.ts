import type { Arrivals } from './arrivals.ts'
import { distributionProblems } from './check-distribution.ts'
import { error, type Problem } from './problem.ts'
import type { Scenario } from './scenario.ts'

/** What is wrong with the queues. */
export function* queueProblems({ queues }: Scenario): Iterable<Problem> {
  const reached = new Set(queues.flatMap(({ transfers = [] }) => transfers.map(({ to }) => to)))
  const ids = new Set<string>()
  for (const [place, queue] of queues.entries()) {
    const path = `$.queues[${place}]`
    if (ids.has(queue.id)) yield error(`${path}.id`, 'an id that no queue before has', queue.id)
    ids.add(queue.id)
    if (queue.arrivals.kind === 'trace' && queue.arrivals.at.length === 0 && !reached.has(queue.id)) {
      yield error(`${path}.arrivals.at`, 'at least one arrival, or transfers from another queue', [])
    }
    yield* arrivalProblems(queue.arrivals, `${path}.arrivals`)
    yield* shareProblems(queue.languages, `${path}.languages`)
    yield* distributionProblems(queue.handleTime, `${path}.handleTime`)
    if (queue.patience !== undefined) yield* distributionProblems(queue.patience, `${path}.patience`)
  }
}

function* shareProblems(shares: Readonly<Record<string, number>> | undefined, path: string): Iterable<Problem> {
  if (shares === undefined) return
  const given = Object.values(shares)
  const sum = given.reduce((total, share) => total + share, 0)
  if (given.length > 0 && Math.abs(sum - 1) > 1e-6) yield error(path, 'shares that sum to 1', Number(sum.toFixed(9)))
}

/** Lists of what is known of each chat are as long as the trace. */
function* recordedProblems({ at, chats = {} }: Extract<Arrivals, { kind: 'trace' }>, path: string): Iterable<Problem> {
  for (const [name, list] of Object.entries(chats) as readonly (readonly [string, readonly unknown[] | undefined])[]) {
    if (list !== undefined && list.length !== at.length) {
      yield error(`${path}.chats.${name}`, `${at.length} entries, one for each chat`, list.length)
    }
  }
  for (const name of ['handleTime', 'patience'] as const) {
    const known = chats[name] ?? []
    const wrong = known.findIndex((one) => Array.isArray(one) && one[1] !== null && one[1] < one[0])
    if (wrong >= 0) {
      yield error(`${path}.chats.${name}[${wrong}][1]`, 'at least the lower bound, or null', known[wrong])
    }
  }
}

function* arrivalProblems(arrivals: Arrivals, path: string): Iterable<Problem> {
  if (arrivals.kind === 'trace') {
    const back = arrivals.at.findIndex((at, i) => i > 0 && at < (arrivals.at[i - 1] as number))
    if (back >= 0)
      yield error(`${path}.at[${back}]`, `at least ${arrivals.at[back - 1]}, the one before`, arrivals.at[back])
    yield* recordedProblems(arrivals, path)
    return
  }
  if (arrivals.kind !== 'piecewise') return
  const { from, perSecond, period } = arrivals
  if (perSecond.length !== from.length) {
    yield error(`${path}.perSecond`, `${from.length} rates, one for each step`, perSecond.length)
  }
  if (from[0] !== 0) yield error(`${path}.from[0]`, '0, the beginning of the period', from[0])
  for (const [step, begins] of from.entries()) {
    const before = from[step - 1]
    if (before !== undefined && begins <= before) yield error(`${path}.from[${step}]`, `more than ${before}`, begins)
    if (begins >= period) yield error(`${path}.from[${step}]`, `less than the period, ${period}`, begins)
  }
  if (!perSecond.some((rate) => rate > 0)) yield error(`${path}.perSecond`, 'a rate above 0', perSecond)
}
