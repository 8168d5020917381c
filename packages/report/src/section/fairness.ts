import type { Contender } from '../page/contender.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { figure } from '../plot/figure.ts'
import { intervalPanels } from './interval-panels.ts'
import { section } from './section.ts'
import { shownMetrics } from './shown-metrics.ts'

/** How evenly the work is shared among the agents, in two figures. */
export function fairness(contenders: readonly Contender[]): Markup {
  const { shown } = shownMetrics(contenders, ['occupancyGini', 'chatShareJain'])
  const body =
    shown.length === 0
      ? markup`<p>There was nothing to measure it by.</p>`
      : figure(
          intervalPanels(contenders, shown, 'fairness'),
          'How to read it: further to the left is fairer for Gini’s coefficient, further to the right for Jain’s index.',
        )
  return section(
    'fairness',
    'Fairness',
    'The same as two figures: how unequally the agents are loaded, and how evenly chats fall to them for the time that they are online.',
    body,
  )
}
