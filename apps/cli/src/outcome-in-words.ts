import type { Outcome } from '@pointsman/core/checking'
import { count } from './figures.ts'
import type { Page } from './page.ts'
import { wrap } from './wrap.ts'

const longest = 2000

/** What came of a law, for people: a line, and where it was broken how, the plainest case, and how to see it again. */
export function outcomeInWords(outcome: Outcome, { width, paint }: Page): string {
  const law = `${outcome.law.padEnd(4)}${outcome.title}`
  if (outcome.outcome === 'holds') return `${paint('green', 'holds  ')} ${law} (${count(outcome.runs)} cases)\n`
  if (outcome.outcome === 'skipped') return `${paint('yellow', 'skipped')} ${law}: ${outcome.reason}\n`
  const { counterexample, how, seed, path } = outcome
  const shown =
    counterexample.length > longest ? `${counterexample.slice(0, longest)}… (--json has it whole)` : counterexample
  return [
    `${paint('red', 'BROKEN ')} ${law}`,
    wrap(`how: ${how}`, width, '             ', '        '),
    `        on:  ${shown}`,
    `        seed ${seed}, path ${path}`,
    '',
  ].join('\n')
}
