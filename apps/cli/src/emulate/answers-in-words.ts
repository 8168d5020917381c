import type { Answers, DeliveryCounts } from '@pointsman/emulator'
import type { Page } from '../terminal/page.ts'
import { count } from '../terminal/figures.ts'
import { table } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'

/** What became of the answers, for people. */
export function answersInWords(answers: Answers, deliveries: DeliveryCounts, { paint, width }: Page): string {
  const { asked, latencyMs } = answers
  if (asked === 0) return `${wrap('No webhook was asked: the default algorithm chose.', width)}\n`
  const share = (number: number): string => `${((100 * number) / asked).toFixed(1)} %`
  const rows = kinds.map(([kind, inWords]) => [inWords, count(answers[kind]), share(answers[kind])])
  const out = asked - kinds.reduce((sum, [kind]) => sum + answers[kind], 0)
  const took =
    latencyMs.p50 === null
      ? ''
      : ` Half of the answers took ${latencyMs.p50} ms at most, 99 % ${latencyMs.p99} ms, the slowest ${latencyMs.max} ms.`
  const events =
    `${count(deliveries.posted)} other events were delivered, ${count(deliveries.failed)} failed` +
    `${deliveries.dropped === 0 ? '' : `, ${count(deliveries.dropped)} were dropped as too many waited`}.`
  return [
    `${paint('bold', 'answers of the webhook')}`,
    table(
      [{ heading: '' }, { heading: 'questions', figures: true }, { heading: 'share', figures: true }],
      [['asked', count(asked), ''], ...rows, ...(out === 0 ? [] : [['still out', count(out), share(out)]])],
    ),
    `${wrap(`Whatever was not honoured the default algorithm decided.${took} ${events}`, width)}\n`,
  ].join('\n')
}

const kinds = [
  ['honoured', 'honoured'],
  ['blank', 'blank'],
  ['invalid', 'not listed, or not readable'],
  ['full', 'listed, but without room'],
  ['late', 'late'],
  ['failed', 'failed'],
  ['moot', 'chat over meanwhile'],
] as const
