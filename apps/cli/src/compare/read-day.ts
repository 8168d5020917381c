import { basename } from 'node:path'
import { checkScenario, recordedDay } from '@pointsman/simulator'
import { BadInput } from '../input/bad-input.ts'
import { complaints } from '../input/complaints.ts'
import { readConfig } from '../input/read-config.ts'
import { readable } from '../input/readable.ts'
import { recordingInput } from '../input/recording-input.ts'
import { readReconstruction } from '../reconstruct/read-reconstruction.ts'
import type { Surroundings } from '../surroundings.ts'
import { warn } from '../terminal/warn.ts'
import type { Subject } from './subject.ts'

/** A recorded day as the scenario that it implies, and what the recording shows of it. */
export async function readDay(
  path: string,
  options: { readonly config?: string; readonly strict?: boolean },
  surroundings: Surroundings,
): Promise<Subject> {
  const say = warn(surroundings)
  const config = await readConfig(options.config)
  return recordingInput(path, surroundings, async (input) => {
    const name = path === '-' ? 'standard input' : basename(path)
    const decode = config?.decode ?? {}
    const read = await readReconstruction(input, { ...options, name, decode }, surroundings)
    const { found, strategies, summary } = read
    await readable(input.path, summary)
    if (read.cutOff) throw new BadInput(`${path}: interrupted before all of it was read`)
    const { scenario } = found
    const day = recordedDay(found, strategies[0]?.name)
    if (scenario === undefined || day === undefined) {
      throw new BadInput(`${path}: expected requests for agents, with agents listed, got ${summary.requests} without`)
    }
    for (const line of complaints(summary)) say(input.named(line))
    // Places in the scenario mean nothing to somebody who never wrote it.
    for (const { text } of checkScenario(scenario)) say(`${path}: ${text}`)
    if (strategies.length > 1) {
      const told = strategies.map(({ name: one, requests }) => `${one} ${requests}`).join(', ')
      say(
        `${path}: several strategies answered (${told}): the replay is held against it as if the first had answered all`,
      )
    }
    return { scenario, day }
  })
}
