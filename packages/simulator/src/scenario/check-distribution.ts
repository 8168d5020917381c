import type { Distribution } from './distribution.ts'
import { error, type Problem } from './problem.ts'

/** What is wrong with a distribution at this path. */
export function* distributionProblems(distribution: Distribution, path: string): Iterable<Problem> {
  switch (distribution.kind) {
    case 'uniform':
      if (distribution.max < distribution.min) {
        yield error(`${path}.max`, `at least min, which is ${distribution.min}`, distribution.max)
      }
      return
    case 'hyperexponential':
      yield* weightProblems(distribution.weights, distribution.means.length, `${path}.weights`)
      return
    case 'empirical':
      if (distribution.weights !== undefined) {
        yield* weightProblems(distribution.weights, distribution.values.length, `${path}.weights`)
      }
      return
    default:
  }
}

function* weightProblems(weights: readonly number[], count: number, path: string): Iterable<Problem> {
  if (weights.length !== count) yield error(path, `${count} weights, one for each value`, weights.length)
  else if (!weights.some((weight) => weight > 0)) yield error(path, 'a weight above 0', weights)
}
