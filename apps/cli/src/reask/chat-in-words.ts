import { decisionInWords, rankingInWords } from '../decide/decision-in-words.ts'
import { count } from '../terminal/figures.ts'
import { instant } from '../terminal/instant.ts'
import { nameWith, type Names } from './name-with.ts'
import type { Page } from '../terminal/page.ts'
import type { Line } from './recorded-names.ts'
import type { Decided } from './reask.ts'
import { wrap } from '../terminal/wrap.ts'

/** Every decision on one chat for people, explained as a single decision is; with `rankings`, the tables too. */
export function chatInWords(
  chat: string,
  decided: readonly Decided[],
  namesAt: (line: Line) => Names,
  rankings: boolean,
  page: Page,
): string {
  const times = decided.length === 1 ? 'once' : `${count(decided.length)} times`
  const first = wrap(`Chat ${chat} was asked about ${times}. Repeated deliveries are left out.`, page.width)
  return [`${first}\n`, ...decided.map((one) => oneInWords(one, namesAt(one.question), rankings, page))].join('\n')
}

function oneInWords({ question, explanations }: Decided, names: Names, rankings: boolean, page: Page): string {
  const { file, line, at, request, answer } = question
  const queue = request.chat.queue === '' ? '' : `, queue ${request.chat.queue}`
  const then = answer === undefined ? '' : `; then it was ${answer === null ? 'nobody' : nameWith(names)(answer)}`
  const where = wrap(`${file}:${line}, ${instant(at)}${queue}${then}`, page.width, '  ')
  const told = explanations.map(
    ([, explanation]) =>
      `${decisionInWords(explanation, names, page)}${rankings ? rankingInWords(explanation, names, page) : ''}`,
  )
  return [`${where}\n`, ...told].join('\n')
}
