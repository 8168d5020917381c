import { markup, type Markup } from '../markup/markup.ts'
import { section } from './section.ts'

/** The command that makes the same figures again. */
export function reproduce(command: string): Markup {
  return section(
    'reproduce',
    'How to get the same again',
    'The same scenario, strategies, seed and replications give the same digits on any machine. One click selects the command.',
    markup`<pre dir="ltr" tabindex="0"><code>${command}</code></pre>`,
  )
}
