import type { Comparison, Stopped } from '@pointsman/simulator'
import { markup, type Markup } from '../markup/markup.ts'
import { section } from './section.ts'

const stops: Readonly<Record<Stopped, string>> = {
  replications: 'All replications asked for were made.',
  precision: 'Every decisive interval was as narrow as asked for.',
  budget: 'The time allowed was spent.',
  interrupted: 'It was interrupted; the figures are over the replications that all strategies completed.',
}

/** What was taken for granted, and which run it was. */
export function grounds({ assumptions, seed, replications, stopped, scenario, baseline }: Comparison): Markup {
  const facts: readonly (readonly [string, string])[] = [
    ['Scenario', scenario],
    ['Baseline', baseline],
    ['Seed', String(seed)],
    ['Replications', String(replications)],
    ['Why it stopped', stops[stopped]],
  ]
  return section(
    'grounds',
    'What this rests on',
    'The figures hold as far as the scenario is like the real contact centre, and under these assumptions.',
    [
      assumptions.length > 0 && markup`<ul class="plain">${assumptions.map((words) => markup`<li>${words}</li>`)}</ul>`,
      markup`<dl>${facts.map(([name, words]) => markup`<div><dt>${name}</dt><dd><bdi>${words}</bdi></dd></div>`)}</dl>`,
    ],
  )
}
