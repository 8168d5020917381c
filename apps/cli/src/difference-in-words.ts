import { tell, type AgentId } from '@pointsman/core'
import { grounds, rivalOf, type Camp, type Difference } from './difference.ts'
import type { Page } from './page.ts'
import { wrap } from './wrap.ts'

/** A difference in words: each answer, whose it is, and why. */
export function differenceInWords(
  { file, line, chat, camps }: Difference,
  heading: string,
  { width, paint }: Page,
): string {
  const lines = camps.flatMap((camp) => [
    wrap(`${camp.answer ?? 'nobody'}: ${camp.strategies.join(', ')}`, width, '    ', '  '),
    ...said(camp, rivalOf(camp, camps)).map((sentence) => wrap(sentence, width, '    ', '    ')),
  ])
  return `${paint('bold', heading)}\n${wrap(`${file}:${line}, chat ${chat}`, width, '  ')}\n${lines.join('\n')}\n`
}

/** Who and why, what was relaxed, and what set it apart from the other answer where that is not the runner-up's. */
function said(camp: Camp, rival: AgentId | null): readonly string[] {
  const { explanation } = camp
  const [first = '', ...others] = tell(explanation)
  const relaxed = explanation.relaxed.length === 0 ? [] : others.slice(-1)
  const known = explanation.decision.kind === 'pass' || rival === null || rival === explanation.runnerUp
  return [first, ...relaxed, ...(known ? [] : [`Set apart from ${rival} by: ${grounds(camp, rival)}.`])]
}
