import type { Rule } from '../strategy.ts'

/** A daily span of time. */
export interface WithinHoursOptions {
  /** `HH:MM` to `HH:MM`, such as `09:00-17:30`; one that ends before it begins runs past midnight. */
  readonly hours: string
  /** Minutes that local time is ahead of UTC; default 0. Fixed: it knows no summer time. */
  readonly utcOffset?: number
  /** Days on which the span begins, 1 for Monday to 7 for Sunday; default every day. */
  readonly days?: readonly number[]
  /** The attribute with an agent's own hours, in the same form; an agent without one keeps `hours`. */
  readonly attribute?: string
}

const day = 86_400

/** Admits agents while the clock is within their hours. Throws a RangeError on hours that are not `HH:MM-HH:MM`. */
export function withinHours(options: WithinHoursOptions): Rule {
  const { hours, utcOffset = 0, days = [1, 2, 3, 4, 5, 6, 7], attribute } = options
  const everybody = span(hours)
  if (everybody === undefined) throw new RangeError(`hours: expected HH:MM-HH:MM, got ${JSON.stringify(hours)}`)
  const hoursOf = (attributes: Readonly<Record<string, unknown>>): { text: string; span: Span } => {
    const own = attribute === undefined ? undefined : attributes[attribute]
    const parsed = typeof own === 'string' ? span(own) : undefined
    return parsed === undefined ? { text: hours, span: everybody } : { text: own as string, span: parsed }
  }
  return {
    name: 'within-hours',
    admits: (agent, { at }) => covers(hoursOf(agent.attributes).span, days, at + utcOffset * 60),
    because: (agent) => ({ code: 'outside-hours', hours: hoursOf(agent.attributes).text }),
  }
}

/** Seconds since midnight; `to` is past 86,400 where the span runs past midnight. */
interface Span {
  readonly from: number
  readonly to: number
}

function span(text: string): Span | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(text)
  if (found === null) return undefined
  const [h1, m1, h2, m2] = found.slice(1).map(Number) as [number, number, number, number]
  const from = h1 * 3600 + m1 * 60
  const to = h2 * 3600 + m2 * 60
  if (to > day) return undefined
  return { from, to: to > from ? to : to + day }
}

function covers({ from, to }: Span, days: readonly number[], local: number): boolean {
  const today = Math.floor(local / day)
  const second = local - today * day
  return (
    (days.includes(weekday(today)) && second >= from && second < to) ||
    (days.includes(weekday(today - 1)) && second + day < to)
  )
}

/** 1970-01-01 was a Thursday. */
function weekday(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1
}
