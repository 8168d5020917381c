import { catalog } from '@pointsman/core'
import type { Comparison } from '@pointsman/simulator'
import type { Contender } from '../page/contender.ts'
import { effect, effectText } from '../metric/effect.ts'
import { ends } from '../metric/ends.ts'
import { findingOf } from '../metric/finding-of.ts'
import type { Metric } from '../metric/metric.ts'
import { metricTable } from '../metric/metric-table.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { share } from '../metric/share.ts'
import { listOf } from '../words/list-of.ts'
import { occupancies } from './occupancies.ts'

/** What was found in the end: in a large sentence, then what to deploy and what it costs. */
export function verdict({ verdict: found, baseline }: Comparison, contenders: readonly Contender[]): Markup {
  const best = contenders.find(({ isBest }) => isBest)
  const isWithheld = 'withheld' in found
  const [first = '', ...rest] = (isWithheld ? found.withheld : found.text).split(/(?<=[.!?]) /)
  return markup`
<section id="verdict" class="verdict" aria-labelledby="verdict-h">
<h2 id="verdict-h">${isWithheld ? 'The verdict is withheld' : 'The verdict'}</h2>
<p class="${first.length > 140 ? 'sentence long' : 'sentence'}" dir="auto">${first}</p>
${rest.length > 0 && markup`<p class="advice" dir="auto">${rest.join(' ')}</p>`}
${isWithheld ? withheld() : best === undefined ? keep(contenders, baseline) : deploy(best, contenders, baseline)}
</section>`
}

function withheld(): Markup {
  return markup`<p class="advice">Deploy nothing on the strength of this page. The figures below are shown all the same.</p>`
}

/** Keep what there is; but say what could be had for nothing. */
function keep(contenders: readonly Contender[], baseline: string): Markup {
  const others = contenders.filter(({ isBaseline }) => !isBaseline)
  const free = others.filter((other) => told(other, 'worse', true).length === 0)
  const gains = free.flatMap((other) => told(other, 'better', true))
  const note =
    gains.length > 0
      ? 'Nothing calls for a change; what is gained for nothing may still be worth having.'
      : 'Nothing here calls for a change.'
  return markup`<div class="deploy">
<div><h3>Keep</h3><p class="choice"><bdi>${baseline}</bdi></p><p class="note">${note}</p></div>
${column('To be gained at no cost that was found', gains, 'Nothing that was found.')}
${column(
  'To be gained at a cost',
  others.filter((other) => !free.includes(other)).flatMap((other) => told(other, 'better', true)),
  'Nothing that was found.',
)}
</div>`
}

function deploy(best: Contender, contenders: readonly Contender[], baseline: string): Markup {
  if (best.isBaseline) {
    const others = contenders.filter(({ isBaseline }) => !isBaseline)
    return markup`<div class="deploy">
<div><h3>Deploy</h3><p class="choice"><bdi>${best.name}</bdi></p><p class="note">The baseline itself: nothing needs to change.</p></div>
${column(
  'What another would cost',
  others.flatMap((other) => told(other, 'worse', true)),
  'Nothing that was found.',
)}
${column(
  'What another would gain',
  others.flatMap((other) => told(other, 'better', true)),
  'Nothing that was found.',
)}
</div>`
  }
  const unsure = metricTable.filter((one) => {
    const found = best.versus.get(one.name)
    return found !== undefined && found.pHolm !== null && findingOf(one, found) === 'unsure'
  })
  return markup`<div class="deploy">
<div><h3>Deploy</h3><p class="choice"><bdi>${best.name}</bdi></p><p class="note">Instead of <bdi>${baseline}</bdi>, the baseline.</p>${failing(best)}</div>
${column('What it gains', told(best, 'better', false), 'Nothing that was found.')}
${column('What it costs', [...told(best, 'worse', false), ...busyness(best, contenders)], 'No cost was found.')}
</div>
${unsure.length > 0 && markup`<p class="note">No difference was found in ${listOf(unsure.map(({ label }) => label))}.</p>`}`
}

function column(heading: string, items: readonly Markup[], nothing: string): Markup {
  const list = items.length > 0 ? markup`<ul>${items}</ul>` : markup`<p class="note">${nothing}</p>`
  return markup`<div><h3>${heading}</h3>${list}</div>`
}

/** Every surely better, or worse, metric of a strategy. */
function told(contender: Contender, which: 'better' | 'worse', named: boolean): readonly Markup[] {
  return metricTable.flatMap((one) => {
    const found = contender.versus.get(one.name)
    return found === undefined || findingOf(one, found) !== which ? [] : item(one, contender, named)
  })
}

function item(one: Metric, { name, versus }: Contender, named: boolean): readonly Markup[] {
  const found = versus.get(one.name)
  if (found === undefined) return []
  const { value, range } = effectText(effect(one, found))
  return [
    markup`<li>${named && markup`<bdi>${name}</bdi>, `}${one.label} <b>${value}</b>${range !== '' && markup` <span class="note">(${range})</span>`}</li>`,
  ]
}

/** What a strategy that ships is known to do badly: a simulation shows it only where the scenario has the occasion. */
function failing({ name }: Contender): Markup | false {
  const known = catalog.find(({ policy }) => policy.name === name)
  return known !== undefined && markup`<p class="note">Known of it: ${known.fails}</p>`
}

/** What uneven load means for those who bear it: nobody decides by a coefficient. */
function busyness(best: Contender, contenders: readonly Contender[]): readonly Markup[] {
  const base = contenders.find(({ isBaseline }) => isBaseline)
  const uneven = metricTable.find(({ name }) => name === 'occupancyGini')
  const found = best.versus.get('occupancyGini')
  if (base === undefined || uneven === undefined || found === undefined || findingOf(uneven, found) !== 'worse')
    return []
  const [least, , most] = ends(occupancies(best))
  const [leastBefore, , mostBefore] = ends(occupancies(base))
  if (least === undefined || most === undefined || leastBefore === undefined || mostBefore === undefined) return []
  return [
    markup`<li><span class="note">The busiest agent has ${share(most)} of their slots in use, not ${share(mostBefore)}; the least busy ${share(least)}, not ${share(leastBefore)}.</span></li>`,
  ]
}
