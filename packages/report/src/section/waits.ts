import type { Profile } from '@pointsman/simulator'
import type { Contender } from '../page/contender.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { axis } from '../plot/axis.ts'
import type { Line } from '../plot/line-chart.ts'
import { waitAxis } from '../plot/wait-axis.ts'
import { lines } from './lines.ts'
import { section } from './section.ts'

/** How long chats waited, as cumulative shares. */
export function waits(contenders: readonly Contender[], profiles: ReadonlyMap<string, Profile>): Markup {
  const lead =
    'Of all chats offered, the share that had been attended, had given up or was lost within a time. The mean hides how the longest waits differ; this shows them all.'
  const drawn = contenders.flatMap(({ name, mark, isBaseline }) => {
    const points = cumulative(profiles.get(name))
    return points.length === 0 ? [] : [{ name, mark, isBaseline, points }]
  })
  const heading = 'How long chats wait'
  if (drawn.length === 0) return section('waits', heading, lead, markup`<p>No chat's wait was kept.</p>`)
  const longest = longestOf(drawn)
  const least = drawn.reduce((low, { points }) => Math.min(low, points[0]?.[1] ?? 0), 1)
  const body = lines(
    drawn.map((one) => ({ ...one, points: one.points.filter(([edge]) => edge <= longest) })),
    {
      id: 'waits',
      title: 'Cumulative distribution of waiting times by strategy',
      description: drawn.map(describe).join('; '),
      xAxis: (from, to) => waitAxis(longest, from, to),
      yAxis: (from, to) => axis('share', [Math.max(0, least - 0.02), 1], from, to, 5),
      yTitle: 'Share of chats',
      xTitle: 'waited no longer than',
    },
    'How to read it: a line that runs higher and further to the left is better; where it begins is the share that did not wait at all.',
  )
  return section('waits', heading, lead, body)
}

/** By upper edge, the share that waited no longer. */
function cumulative(profile: Profile | undefined): readonly (readonly [number, number])[] {
  if (profile === undefined) return []
  const { edges, counts } = profile.waits
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return []
  let below = 0
  return edges.map((edge, place): readonly [number, number] => {
    below += counts[place] ?? 0
    return [edge, below / total]
  })
}

/** The edge by which nearly all are done under every strategy: beyond it there is nothing to see. */
function longestOf(drawn: readonly { readonly points: readonly (readonly [number, number])[] }[]): number {
  const ends = drawn.map(({ points }) => points.find(([, share]) => share >= 0.9995)?.[0] ?? points.at(-1)?.[0] ?? 1)
  return ends.reduce((one, other) => Math.max(one, other), 1)
}

function describe({ name, points }: Pick<Line, 'name' | 'points'>): string {
  const percent = (share: number): string => `${Math.round(share * 100)} %`
  const within = (seconds: number): number => points.findLast(([edge]) => edge <= seconds)?.[1] ?? 0
  return `${name}: ${percent(within(0))} at once, ${percent(within(30))} within half a minute, ${percent(within(120))} within two minutes`
}
