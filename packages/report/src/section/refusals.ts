import type { Contender } from '../page/contender.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { figure } from '../plot/figure.ts'
import { listOf } from '../words/list-of.ts'
import { intervalPanels } from './interval-panels.ts'
import { section } from './section.ts'
import { shownMetrics } from './shown-metrics.ts'

/** What became of invitations. */
export function refusals(contenders: readonly Contender[]): Markup {
  const { shown, never } = shownMetrics(contenders, ['rejectRate', 'expireRate', 'invitationsPerChat'])
  const nobody = markup`<p class="note">Never under any strategy: ${listOf(never.map(({ label }) => label))}.</p>`
  return section(
    'refusals',
    'Refusals',
    'An invitation that is refused, or that nobody answers, holds a slot and lets the customer wait for the next one.',
    [
      shown.length > 0 &&
        figure(
          intervalPanels(contenders, shown, 'refusals'),
          'How to read it: further to the left is better; the bar is the 95 % interval.',
        ),
      never.length > 0 && nobody,
      shown.length + never.length === 0 && markup`<p>Nobody was invited: agents have their chats at once.</p>`,
    ],
  )
}
