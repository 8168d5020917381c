import { checkLaw, exemptions, laws, type NewStrategy, type Outcome, type Skip } from '@pointsman/core/checking'
import { brokenInWords, type Broken } from '../check/broken-in-words.ts'
import { plainWords } from '../check/case-in-words.ts'
import type { Contender } from '../contender/contender.ts'
import { counted } from '../terminal/counted.ts'
import { drawnCase } from '../check/drawn-case.ts'
import { findContender } from '../contender/find-contenders.ts'
import { outcomeInWords } from '../check/outcome-in-words.ts'
import { pageOf, type Page } from '../terminal/page.ts'
import { knownLaw, skips } from '../check/skips.ts'
import type { Surroundings } from '../surroundings.ts'
import { warn } from '../terminal/warn.ts'
import { wrap } from '../terminal/wrap.ts'
import { write } from '../terminal/write.ts'

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
  const broken: Broken[] = []
  let named = 0
  const newStrategy: NewStrategy = (of) => counted(contender.make(of), () => named++)
  for (const law of laws.filter(({ id }) => chosen?.includes(id) ?? true)) {
    const outcome = checkLaw(law, { newStrategy }, { runs, seed, skip })
    outcomes.push(outcome)
    if (outcome.outcome === 'broken') broken.push({ outcome, drawn: drawnCase(law, outcome) })
    if (!json) await write(surroundings.stdout, outcomeInWords(outcome, page))
  }
  const checked: Checked = { name: contender.name, outcomes, broken: broken.length, namedSomebody: named > 0 }
  if (json) await write(surroundings.stdout, `${JSON.stringify(document(checked, runs, seed), null, 2)}\n`)
  else {
    const details = broken.length === 0 ? '' : `\n${brokenInWords(broken, page)}\n${legend(page)}`
    await write(surroundings.stdout, `${details}${summary(checked, page)}`)
  }
  return broken.length === 0 ? 0 : 1
}

interface Checked {
  readonly name: string
  readonly outcomes: readonly Outcome[]
  readonly broken: number
  /** Whether the strategy named anybody in any case. */
  readonly namedSomebody: boolean
}

/** Nothing can be said of laws that were not tried: then `kept` is null. */
function document({ name, outcomes, broken, namedSomebody }: Checked, runs: number, seed: number): unknown {
  const skipped = skippedOf(outcomes)
  const tried = outcomes.length - skipped
  const kept = tried === 0 ? null : broken === 0
  return { pointsman: 'check/1', strategy: name, runs, seed, kept, tried, skipped, namedSomebody, laws: outcomes }
}

function skippedOf(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ outcome }) => outcome === 'skipped').length
}

/** What strategies need not claim is not asked of a stranger's, unless the laws are chosen by hand. */
function unclaimed({ name, from }: Contender, chosen: readonly string[] | undefined): readonly Skip[] {
  return from === 'catalog' || chosen === undefined ? exemptions(from === 'catalog' ? name : '') : []
}

function summary({ name, outcomes, broken, namedSomebody }: Checked, { width }: Page): string {
  const skipped = skippedOf(outcomes)
  const tried = outcomes.length - skipped
  const counts = `${tried} tried, ${skipped} skipped`
  if (tried === 0) return `${wrap(`${name}: ${skipped} skipped, none tried`, width)}\n`
  const said = broken === 0 ? `${name} keeps the laws` : `${name} breaks ${broken === 1 ? '1 law' : `${broken} laws`}`
  const idle = namedSomebody
    ? ''
    : `${wrap(`${name} named nobody in any case, so the laws about who is named were not put to the test`, width)}\n`
  return `${wrap(`${said} (${counts})`, width)}\n${idle}`
}

function legend({ width }: Page): string {
  return `${wrap(`(${plainWords}; --json has each case whole)`, width)}\n\n`
}
