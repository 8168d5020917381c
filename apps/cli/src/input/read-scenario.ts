import { checkScenario, type Scenario } from '@pointsman/simulator'
import { BadInput } from './bad-input.ts'
import { issueInWords } from './issue-in-words.ts'
import { readJson } from './read-json.ts'
import { scenarioSchema } from '../schemas/scenario.ts'

/** The scenario in a file; what is odd about it goes to `warn`, a line each. Throws BadInput on the first thing wrong. */
export async function readScenario(path: string, warn: (line: string) => void): Promise<Scenario> {
  const document = await readJson(path)
  const parsed = scenarioSchema.safeParse(document)
  if (!parsed.success) {
    const first = parsed.error.issues[0]
    throw new BadInput(`${path}: ${first === undefined ? 'not a scenario' : issueInWords(first, document)}`)
  }
  for (const { level, path: place, text } of checkScenario(parsed.data)) {
    if (level === 'error') throw new BadInput(`${path}: ${place}: ${text}`)
    warn(`${path}: ${place}: ${text}`)
  }
  return parsed.data
}
