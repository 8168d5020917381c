import { tell, type AgentId } from '@pointsman/core'
import { apart, grounds, type Apart, type Difference } from './difference.ts'
import { instant } from '../terminal/instant.ts'
import { nameWith, type Names } from './name-with.ts'
import type { Page } from '../terminal/page.ts'
import { wrap } from '../terminal/wrap.ts'

/** A difference in words: each answer, whose it is, and why; what sets it apart from the first, or from the record. */
export function differenceInWords(
  difference: Difference,
  heading: string,
  names: Names,
  { width, paint }: Page,
): string {
  const { file, line, at, chat, queue, recorded, camps } = difference
  const alone = camps.length === 1
  const then = recorded === undefined ? '' : `; then it was ${answered(recorded, names)}`
  const where = `${file}:${line}, ${instant(at)}, chat ${chat}${queue === '' ? '' : `, queue ${queue}`}${then}`
  const lines = apart(difference).flatMap((camp, i) => [
    wrap(`${answered(camp.answer, names)}: ${camp.strategies.join(', ')}`, width, '    ', '  '),
    ...said(camp, i > 0 || alone, names).map((sentence) => wrap(sentence, width, '    ', '    ')),
  ])
  return `${paint('bold', heading)}\n${wrap(where, width, '  ')}\n${lines.join('\n')}\n`
}

/** Who and why, what was relaxed, and what set it apart from the answer that it is held against. */
function said(camp: Apart, held: boolean, names: Names): readonly string[] {
  const { explanation, against } = camp
  const [first = '', ...others] = tell(explanation, nameWith(names))
  const relaxed = explanation.relaxed.length === 0 ? [] : others.slice(-1)
  return [first, ...relaxed, ...(held ? [`Set apart from ${named(against)} by: ${grounds(camp)}.`] : [])]
}

function named(answer: AgentId | null): string {
  return answer ?? 'naming nobody'
}

function answered(answer: AgentId | null, names: Names): string {
  const called = answer === null ? undefined : names.get(answer)
  return `${answer ?? 'nobody'}${called === undefined ? '' : `, ${called.name}`}`
}
