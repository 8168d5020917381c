import { staffing as least, staffed, type StaffingAnswer, type StaffingQuestion } from '@pointsman/simulator'
import { percent } from '../terminal/figures.ts'
import { pageOf, type Page } from '../terminal/page.ts'
import type { Surroundings } from '../surroundings.ts'
import { table } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'
import { write } from '../terminal/write.ts'

/** The options of `staffing`; times in seconds, shares in per cent. */
export interface StaffingOptions {
  readonly perHour: number
  readonly handle: number
  readonly patience?: number
  readonly target: number
  readonly within: number
  readonly abandoned?: number
  readonly slots: number
  readonly json?: boolean
}

/** How many agents a target needs, by Erlang A, or by Erlang C where nobody abandons. */
export async function staffing(options: StaffingOptions, surroundings: Surroundings): Promise<number> {
  const { abandoned, handle, patience, perHour, slots, target, within } = options
  const question: StaffingQuestion = {
    lambda: perHour / 3600,
    handle,
    patience,
    share: target / 100,
    within,
    abandoned: abandoned === undefined ? undefined : abandoned / 100,
  }
  const answer = least(question)
  const agents = Math.ceil(answer.slots / slots)
  const text = options.json
    ? `${JSON.stringify(document(options, answer, agents), null, 2)}\n`
    : words(options, question, agents, pageOf(surroundings))
  await write(surroundings.stdout, text)
  return 0
}

function document(options: StaffingOptions, answer: StaffingAnswer, agents: number): unknown {
  const { json: _json, ...asked } = options
  const model = options.patience === undefined ? 'erlang-c' : 'erlang-a'
  return { pointsman: 'staffing/1', model, asked, agents, answer }
}

function words(options: StaffingOptions, question: StaffingQuestion, agents: number, page: Page): string {
  const { handle, patience, perHour, slots, target, within } = options
  const stable = patience !== undefined ? 1 : Math.ceil((question.lambda * handle) / slots + 1e-9)
  const rows = Array.from({ length: 5 }, (_, i) => agents - 2 + i)
    .filter((count) => count >= stable && count * slots > (patience === undefined ? question.lambda * handle : 0))
    .map((count) => {
      const found = staffed(count * slots, question)
      return [
        count === agents ? `${count} *` : `${count}`,
        percent(found.serviceLevel, 1),
        `${found.waitMean.toFixed(1)} s`,
        percent(found.waited, 1),
        percent(found.abandoned, 1),
        percent(found.occupancy, 1),
      ]
    })
  const intro = wrap(
    `${agents} ${agents === 1 ? 'agent' : 'agents'} with ${slots} ${slots === 1 ? 'slot' : 'slots'} attend ${target} % ` +
      `of ${perHour} chats an hour within ${within} s, where a chat takes ${handle} s and ` +
      `${patience === undefined ? 'nobody gives up (Erlang C)' : `customers wait ${patience} s on average (Erlang A)`}.`,
    page.width,
  )
  const headings = ['in time', 'mean wait', 'had to wait', 'abandoned', 'occupancy']
  const figures = table(
    [{ heading: 'agents', figures: true }, ...headings.map((heading) => ({ heading, figures: true }))],
    rows,
  )
  const caveat = wrap(
    'One queue, one language, agents alike, everything exponential, chats as fast beside others as alone. Where yours ' +
      'is not so, write a scenario and simulate it.',
    page.width,
  )
  return `${intro}\n\n${figures}\n${caveat}\n`
}
