import { checkLaw, exemptions, laws, type Outcome, type Skip } from '@pointsman/core/checking'
import type { Contender } from '../contender.ts'
import { findContender } from '../find-contenders.ts'
import { outcomeInWords } from '../outcome-in-words.ts'
import { pageOf } from '../page.ts'
import { knownLaw, skips } from '../skips.ts'
import type { Surroundings } from '../surroundings.ts'
import { warn } from '../warn.ts'
import { write } from '../write.ts'

/** The options of `check`. */
export interface CheckCommandOptions {
  readonly policies: readonly string[]
  readonly laws?: readonly string[]
  readonly skip: readonly string[]
  readonly runs: number
  readonly seed: number
  readonly json?: boolean
}

/** Holds a strategy to the laws; the exit code is 1 where it breaks one. */
export async function check(
  reference: string,
  options: CheckCommandOptions,
  surroundings: Surroundings,
): Promise<number> {
  const contender = await findContender(reference, { policies: options.policies, seed: 0, warn: warn(surroundings) })
  const { json, runs, seed } = options
  const chosen = options.laws?.map(knownLaw)
  const skip = [...skips(options.skip), ...unclaimed(contender, chosen)]
  const page = pageOf(surroundings)
  const outcomes: Outcome[] = []
  for (const law of laws.filter(({ id }) => chosen?.includes(id) ?? true)) {
    const outcome = checkLaw(law, { newStrategy: contender.make }, { runs, seed, skip })
    outcomes.push(outcome)
    if (!json) await write(surroundings.stdout, outcomeInWords(outcome, page))
  }
  const broken = outcomes.filter(({ outcome }) => outcome === 'broken').length
  const document = { pointsman: 'check/1', strategy: contender.name, runs, seed, kept: broken === 0, laws: outcomes }
  await write(surroundings.stdout, json ? `${JSON.stringify(document, null, 2)}\n` : summary(contender.name, broken))
  return broken === 0 ? 0 : 1
}

/** What strategies need not claim is not asked of a stranger's, unless the laws are chosen by hand. */
function unclaimed({ name, from }: Contender, chosen: readonly string[] | undefined): readonly Skip[] {
  return from === 'catalog' || chosen === undefined ? exemptions(from === 'catalog' ? name : '') : []
}

function summary(name: string, broken: number): string {
  return broken === 0 ? `${name} keeps the laws\n` : `${name} breaks ${broken} ${broken === 1 ? 'law' : 'laws'}\n`
}
