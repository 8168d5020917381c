import type { Profile } from '@pointsman/simulator'
import type { Contender } from '../page/contender.ts'
import { near } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { axis, type Axis } from '../plot/axis.ts'
import { clockAxis, extentOf } from '../plot/clock-axis.ts'
import { lines } from './lines.ts'
import { section } from './section.ts'

const day = 86_400

/** The service level by when chats came. */
export function overTime(contenders: readonly Contender[], profiles: ReadonlyMap<string, Profile>): Markup {
  const drawn = contenders.flatMap(({ name, mark, isBaseline }) => {
    const profile = profiles.get(name)
    return profile === undefined ? [] : [{ name, mark, isBaseline, points: levels(profile), profile }]
  })
  const first = drawn[0]?.profile.overTime
  const isDay = first?.period === day
  const heading = isDay ? 'Service level over the day' : 'Service level over time'
  const lead = `The share of chats attended within the time promised, by when they came${isDay ? ', all days taken together' : ''}. A good mean can hide a bad hour.`
  if (first === undefined || first.slices.length === 0)
    return section('over-time', heading, lead, markup`<p>When chats came was not kept.</p>`)
  const known = drawn.flatMap(({ points }) => points.flatMap(([, level]) => (level === null ? [] : [level])))
  const least = known.reduce((one, other) => Math.min(one, other), 1)
  const most = known.reduce((one, other) => Math.max(one, other), least)
  // Room below for the columns of arrivals.
  const ends = [Math.max(0, least - (most - least) * 0.25 - 0.02), Math.min(1, most + 0.02)]
  const extent = extentOf(
    first.period,
    first.slices.map(({ offered }) => offered),
  )
  const body = lines(
    drawn.map((one) => ({ ...one, points: one.points.filter(([at]) => at >= extent.begin && at <= extent.end) })),
    {
      id: 'over-time',
      title: 'Service level by time of arrival, by strategy',
      description: drawn.map(({ name, points }) => `${name}: ${describe(points)}`).join('; '),
      xAxis: (from, to) => clockAxis(extent, from, to),
      yAxis: (from, to) => axis('share', ends, from, to, 5),
      yTitle: 'Service level',
      xTitle: isDay ? 'time of day at which the chat came' : 'time at which the chat came',
      ground: (x, top, bottom) => arrivals(first, x, top, bottom),
    },
    'How to read it: higher is better; the pale columns at the foot show when many chats come.',
  )
  return section('over-time', heading, lead, body)
}

function levels({ overTime: { period, slices } }: Profile): readonly (readonly [number, number | null])[] {
  return slices.map(({ offered, withinServiceLevel }, place) => [
    ((place + 0.5) / slices.length) * period,
    offered > 0 ? withinServiceLevel / offered : null,
  ])
}

function describe(points: readonly (readonly [number, number | null])[]): string {
  const known = points.flatMap(([, level]) => (level === null ? [] : [level]))
  if (known.length === 0) return 'no chats'
  const percent = (level: number): string => `${Math.round(level * 100)} %`
  const least = known.reduce((one, other) => Math.min(one, other))
  const most = known.reduce((one, other) => Math.max(one, other))
  return `from ${percent(least)} at the worst time to ${percent(most)} at the best`
}

/** How many chats came in each slice, at the foot of the chart: the same under every strategy. */
function arrivals({ period, slices }: Profile['overTime'], x: Axis, top: number, bottom: number): Markup {
  const most = slices.reduce((one, { offered }) => Math.max(one, offered), 1)
  const tall = (bottom - top) * 0.16
  const bars = slices.map(({ offered }, place) => {
    const from = near(x.at((place / slices.length) * period) + 0.5)
    const to = near(x.at(((place + 1) / slices.length) * period) - 0.5)
    return offered === 0 ? '' : `M${from},${bottom}V${near(bottom - (offered / most) * tall)}H${to}V${bottom}z`
  })
  return markup`<path class="ground" d="${bars.join('')}"/>`
}
