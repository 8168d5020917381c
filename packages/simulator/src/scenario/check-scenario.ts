import { agentProblems } from './check-agents.ts'
import { queueProblems } from './check-queues.ts'
import { error, type Problem } from './problem.ts'
import type { Scenario } from './scenario.ts'
import { stabilityProblems } from './check-stability.ts'

/**
 * What is wrong with a scenario whose fields have their types, and what is odd about it; the errors first. A scenario
 * without errors can be simulated.
 */
export function checkScenario(scenario: Scenario): readonly Problem[] {
  const problems = [
    ...extentProblems(scenario),
    ...queueProblems(scenario),
    ...agentProblems(scenario),
    ...servedProblems(scenario),
  ]
  if (!problems.some(({ level }) => level === 'error')) problems.push(...stabilityProblems(scenario))
  return problems.toSorted((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
}

function* extentProblems({ horizon, warmup = { chats: 0 } }: Scenario): Iterable<Problem> {
  for (const unit of ['chats', 'seconds'] as const) {
    const all = horizon[unit]
    const left = warmup[unit]
    if (all !== undefined && left !== undefined && left >= all) {
      yield error(`$.warmup.${unit}`, `less than the horizon's ${all}`, left)
    }
  }
}

/** Every chat must have somebody who may take it, or a way out. */
function* servedProblems({ queues, agents, platform = {} }: Scenario): Iterable<Problem> {
  for (const [place, { id, languages = {}, patience }] of queues.entries()) {
    const serving = agents.filter((agent) => agent.queues.includes(id))
    if (serving.length === 0) {
      yield error(`$.queues[${place}].id`, 'a queue that an agent serves', id)
      continue
    }
    for (const [language, share] of Object.entries(languages)) {
      const spoken = serving.some(
        ({ languages: spoken = [] }) =>
          spoken.length === 0 || spoken.some((one) => one.toLowerCase() === language.toLowerCase()),
      )
      if (spoken || share === 0) continue
      const leaves = platform.mode === 'search' || (patience !== undefined && patience.kind !== 'never')
      yield {
        level: leaves ? 'warning' : 'error',
        path: `$.queues[${place}].languages.${language}`,
        text: `expected a language that an agent of queue ${JSON.stringify(id)} speaks; nobody would ever take these chats`,
      }
    }
  }
}
