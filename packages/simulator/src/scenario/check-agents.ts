import { distributionProblems } from './check-distribution.ts'
import { meanOf } from './means.ts'
import { error, warning, type Problem } from './problem.ts'
import type { AgentSettings, Scenario } from './scenario.ts'

const day = 86_400

/** What is wrong with the agents. */
export function* agentProblems({ agents, queues }: Scenario): Iterable<Problem> {
  const known = queues.map(({ id }) => id)
  const ids = new Set<string>()
  for (const [place, agent] of agents.entries()) {
    const path = `$.agents[${place}]`
    for (const id of idsOf(agent)) {
      if (ids.has(id)) yield error(`${path}.id`, 'an id that no agent before has', id)
      ids.add(id)
    }
    for (const [i, queue] of agent.queues.entries()) {
      if (!known.includes(queue)) yield error(`${path}.queues[${i}]`, `one of the queues ${known.join(', ')}`, queue)
    }
    if (typeof agent.speed === 'object') {
      for (const queue of Object.keys(agent.speed)) {
        if (!known.includes(queue))
          yield error(`${path}.speed.${queue}`, `one of the queues ${known.join(', ')}`, queue)
      }
    }
    yield* answerProblems(agent, path)
    if (agent.presence !== undefined && agent.shifts !== undefined) {
      yield error(`${path}.presence`, 'none, as there are shifts', agent.presence)
    }
    for (const [i, [from, to]] of (agent.presence ?? []).entries()) {
      const before = agent.presence?.[i - 1]?.[1] ?? 0
      if (from < before)
        yield error(`${path}.presence[${i}][0]`, `at least ${before}, as the intervals are in order`, from)
      if (to <= from) yield error(`${path}.presence[${i}][1]`, `more than ${from}, when the interval begins`, to)
    }
    for (const [i, [from, to]] of (agent.shifts ?? []).entries()) {
      if (to <= from) yield error(`${path}.shifts[${i}][1]`, `more than ${from}, when the shift begins`, to)
      if (to - from > day) yield error(`${path}.shifts[${i}][1]`, `at most ${from + day}: shifts repeat daily`, to)
    }
  }
}

function* answerProblems({ answers }: AgentSettings, path: string): Iterable<Problem> {
  if (answers === undefined) return
  const { accept = 0, reject = 0, after } = answers
  if (accept + reject > 1 + 1e-9) yield error(`${path}.answers`, 'accept + reject of at most 1', accept + reject)
  if (after !== undefined) yield* distributionProblems(after, `${path}.answers.after`)
  if (answers.accept === undefined ? reject === 1 : accept === 0 && reject > 0) {
    if (after !== undefined && meanOf(after) > 0) return
    yield warning(
      `${path}.answers`,
      'a time to answer, after, of those who refuse and never accept; a policy that names refusers again would go round for ever',
      answers,
    )
  }
}

function idsOf({ id, count }: AgentSettings): readonly string[] {
  return count === undefined ? [id] : Array.from({ length: count }, (_, n) => `${id}-${n + 1}`)
}
