import { markup, type Markup } from '../markup/markup.ts'

const places: readonly (readonly [string, string])[] = [
  ['strategies', 'Side by side'],
  ['differences', 'Differences'],
  ['waits', 'Waits'],
  ['over-time', 'Over time'],
  ['load', 'Load'],
  ['fairness', 'Fairness'],
  ['refusals', 'Refusals'],
  ['queues', 'Queues'],
  ['trade-offs', 'Trade-offs'],
  ['bound', 'Bound'],
  ['grounds', 'Assumptions'],
  ['reproduce', 'Reproduce'],
]

/** Links to the parts of the page. */
export const contents: Markup = markup`<nav aria-label="On this page"><ul>${places.map(
  ([id, name]) => markup`<li><a href="#${id}">${name}</a></li>`,
)}</ul></nav>`
