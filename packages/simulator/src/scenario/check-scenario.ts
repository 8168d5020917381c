import { canTake } from './can-take.ts'
import { agentProblems } from './check-agents.ts'
import { extentProblems } from './check-extents.ts'
import { queueProblems } from './check-queues.ts'
import { error, type Problem } from './problem.ts'
import type { Scenario } from './scenario.ts'
import { stabilityProblems } from './check-stability.ts'
import { transferProblems } from './check-transfers.ts'

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
    ...refusalProblems(scenario),
    ...transferProblems(scenario),
  ]
  if (!problems.some(({ level }) => level === 'error')) problems.push(...stabilityProblems(scenario))
  return problems.toSorted((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
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
      const spoken = serving.some((agent) => canTake(agent, id, language))
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

/** Whom everybody has refused waits for ever where nobody leaves. */
function* refusalProblems({ queues, agents, platform = {} }: Scenario): Iterable<Problem> {
  if (platform.mode === 'search' || platform.acceptance === 'join') return
  for (const [place, { id, languages = {}, patience }] of queues.entries()) {
    if (patience !== undefined && patience.kind !== 'never') continue
    const spoken = Object.entries(languages).flatMap(([language, share]) => (share > 0 ? [language] : []))
    const refused = (spoken.length === 0 ? [undefined] : spoken).some((language) => {
      const serving = agents.filter((agent) => canTake(agent, id, language))
      return serving.length > 0 && serving.every(({ answers }) => (answers?.reject ?? 0) > 0)
    })
    if (refused) {
      yield {
        level: 'warning',
        path: `$.queues[${place}].patience`,
        text: `nobody gives up in queue ${JSON.stringify(id)}, and all who may take its chats refuse some: whom all have refused waits for ever`,
      }
    }
  }
}
