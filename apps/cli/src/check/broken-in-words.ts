import type { Outcome } from '@pointsman/core/checking'
import { caseInWords } from './case-in-words.ts'
import type { Page } from '../terminal/page.ts'
import { wrap } from '../terminal/wrap.ts'

/** A law that was broken, and the plainest case that was found. */
export interface Broken {
  readonly outcome: Extract<Outcome, { outcome: 'broken' }>
  readonly drawn: unknown
}

/** Rows of a case that people see; JSON has it whole. */
const rows = 10

/** How laws were broken, on what, and how to see it again; what broke several alike is told once. */
export function brokenInWords(broken: readonly Broken[], { width, paint }: Page): string {
  const alike = new Map<string, [Broken, ...Broken[]]>()
  for (const one of broken) {
    const key = `${one.outcome.how}\0${one.outcome.counterexample}`
    const group = alike.get(key)
    if (group === undefined) alike.set(key, [one])
    else group.push(one)
  }
  return [...alike.values()]
    .map(([first, ...others]) => {
      const all = [first, ...others].map(({ outcome }) => outcome)
      const lines = caseInWords(first.drawn, width - 8)
      const shown = lines.length <= rows ? lines : [...lines.slice(0, rows - 1), '… --json has it whole']
      return [
        paint('bold', all.map(({ law }) => law).join(', ')),
        wrap(`how:  ${inPieces(first.outcome.how, width - 8)}`, width, '        ', '  '),
        ...shown.map((line, i) => wrap(line, width, '          ', i === 0 ? '  on:   ' : '        ')),
        ...again(all).map((text) => wrap(text, width, '        ', '  ')),
        '',
      ].join('\n')
    })
    .join('\n')
}

function again(outcomes: readonly Broken['outcome'][]): readonly string[] {
  const seen = new Map<string, string[]>()
  for (const { law, seed, path } of outcomes) {
    const at = `seed ${seed}, path ${path}`
    seen.set(at, [...(seen.get(at) ?? []), law])
  }
  return [...seen].map(([at, laws]) => (seen.size === 1 ? at : `${at} (${laws.join(', ')})`))
}

/** A word that is longer than a line is broken where the line ends. */
function inPieces(text: string, width: number): string {
  return text
    .split(' ')
    .map((word) => (word.length <= width ? word : (word.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? []).join(' ')))
    .join(' ')
}
