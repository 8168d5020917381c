import { whyNoBound } from '../bound/why-no-bound.ts'
import { platformOf } from '../run/platform-of.ts'
import type { Extent, Scenario } from '../scenario/scenario.ts'
import type { Contestant } from './contestant.ts'

/** What a comparison took for granted, a sentence each. */
export function assumptions(of: {
  readonly scenario: Scenario
  readonly contestants: readonly Contestant[]
  readonly precision?: number | undefined
  readonly replications: number
  readonly bounds: readonly number[]
}): readonly string[] {
  const { bounds, contestants, precision, replications, scenario } = of
  const { platform = {}, warmup } = scenario
  const { serviceLevelSeconds } = platformOf(platform)
  const unfinished = contestants.flatMap(({ name, outcomes }) => {
    const left = outcomes.reduce((sum, { counts }) => sum + counts.unfinished, 0)
    return left === 0 ? [] : [`${left} under ${name}`]
  })
  const why = whyNoBound(scenario)
  return [
    'Every strategy met the same customers: the same arrivals, languages, patience and work, drawn by the number of the chat.',
    scenario.origin === undefined
      ? 'The scenario is taken as it stands: intervals say how far other customers of the same kind might lead, not how far the scenario is from the centre.'
      : 'The recorded chats came when they came, to who was there; what the recording tells of a chat was kept. Everything else was drawn, and the figures behind it anew for each replication, from how surely each is known: intervals are of that one day.',
    ...(scenario.origin?.assumptions ?? []),
    warmup === undefined || extent(warmup) === 0
      ? 'The run begins with nobody waiting and nobody at work, and everything counts.'
      : `The first ${inWords(warmup)} warm up and count in nothing.`,
    `In time, which is what the service level counts, means attended within ${serviceLevelSeconds} seconds.`,
    ...((platform.acceptance ?? 'invite') === 'invite'
      ? ['Agents answer an invitation by chance alone: neither how busy they are nor what they refused before matters.']
      : []),
    ...(replications < 2
      ? []
      : [
          'Differences are paired by replication, with 95 % intervals of Student’s t that are not corrected for their number; what is called sure is, by Holm’s method over all that was looked at.',
        ]),
    ...(precision === undefined
      ? []
      : [
          'When to stop was decided by the widths of the intervals alone, never by what they say, after 20 replications at least and as many again each time.',
        ]),
    ...(unfinished.length === 0
      ? []
      : [`Chats that nobody would ever take count in no mean: ${unfinished.join(', ')}.`]),
    ...(why === undefined ? [] : [why]),
    ...(why === undefined && unfinished.length > 0
      ? ['No bound on waiting is given: chats were left whose waits count in no mean.']
      : []),
    ...(why === undefined && bounds.length < replications
      ? [`The bound on waiting is of the first ${bounds.length} replications.`]
      : []),
  ]
}

function extent({ chats, seconds }: Extent): number {
  return chats ?? seconds
}

function inWords({ chats, seconds }: Extent): string {
  return chats === undefined ? `${seconds} seconds` : `${chats} chats`
}
