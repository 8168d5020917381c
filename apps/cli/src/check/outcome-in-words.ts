import type { Outcome } from '@pointsman/core/checking'
import { count } from '../terminal/figures.ts'
import type { Page } from '../terminal/page.ts'
import { wrap } from '../terminal/wrap.ts'

const indent = ' '.repeat(12)

/** What came of a law, for people: whether it holds, was skipped and why, or is broken. */
export function outcomeInWords(outcome: Outcome, { width, paint }: Page): string {
  const { law, title } = outcome
  const lines = wrap(`${law.padEnd(3)} ${title}${remark(outcome)}`, width, indent, ' '.repeat(8)).slice(8)
  const [word, colour] = words[outcome.outcome]
  return `${paint(colour, word)} ${lines}\n`
}

function remark(outcome: Outcome): string {
  if (outcome.outcome === 'holds') return ` (${count(outcome.runs)} cases)`
  return outcome.outcome === 'skipped' ? `: ${outcome.reason}` : ''
}

const words = {
  holds: ['holds  ', 'green'],
  skipped: ['skipped', 'yellow'],
  broken: ['BROKEN ', 'red'],
} as const
