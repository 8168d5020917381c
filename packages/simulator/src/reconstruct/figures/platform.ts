import type { PlatformSettings } from '../../scenario/scenario.ts'
import type { Figure } from '../../scenario/origin.ts'
import { commonGap } from '../estimate/common-gap.ts'
import type { Sightings } from '../sightings/sightings.ts'

/** How the platform works, as far as its traffic shows. */
export interface PlatformFound {
  readonly settings: PlatformSettings
  /** Seconds until an invitation runs out: found, or the default. */
  readonly timeout: number
  readonly figures: Readonly<Record<string, Figure>>
}

/** Recorded times may be whole seconds. */
const clock = 1.01
const usualTimeout = 30

/** Reads mode, acceptance and the platform's clocks off the traffic. */
export function platformFound(sightings: Sightings): PlatformFound {
  const { invitations, askedAgain, retries } = sightings
  const figures: Record<string, Figure> = {}
  const search = seemsToSearch(sightings)
  const mode = search ? 'search' : 'queue'
  figures['$.platform.mode'] =
    askedAgain > 0
      ? { how: 'observed', n: askedAgain, text: 'chats that found nobody were asked for again' }
      : {
          how: search ? 'inferred' : 'assumed',
          text: search ? 'chats that found nobody were over at once' : 'the default',
        }
  const invites = invitations.seen || someAnswersTakeTime(sightings)
  const acceptance = invites ? 'invite' : 'join'
  figures['$.platform.acceptance'] = {
    how: invites ? 'observed' : 'inferred',
    text: invites ? 'invitations were seen' : 'no invitation was ever seen out',
  }
  const gap = commonGap(invitations.gaps, clock)
  const timeout = gap?.value ?? Math.max(usualTimeout, longestAnswer(sightings))
  if (invites) {
    figures['$.platform.invitationTimeout'] =
      gap === undefined
        ? {
            how: 'assumed',
            value: timeout,
            unit: 's',
            text: 'no clock of the platform shows in unanswered invitations',
          }
        : {
            how: 'inferred',
            n: gap.count,
            value: timeout,
            unit: 's',
            text: 'the commonest time until it was asked again',
          }
  }
  const retry = retries.length < 20 ? undefined : commonGap(retries, clock, 20)
  const found = retry !== undefined && retry.count > retries.length / 5 && retry.value > 2 * clock ? retry : undefined
  figures['$.platform.retryInterval'] =
    found === undefined
      ? { how: 'assumed', text: 'never: no clock of the platform shows in waiting chats' }
      : {
          how: 'inferred',
          n: found.count,
          value: rounded(found.value),
          unit: 's',
          text: 'the commonest time between requests',
        }
  const attempts = search && invites ? mostAttempts(sightings) : undefined
  if (search && invites) {
    figures['$.platform.maxAttempts'] =
      attempts === undefined
        ? { how: 'assumed', value: 5, text: 'the default' }
        : { how: 'observed', n: attempts.count, value: attempts.most, text: 'nobody was asked for more often' }
  }
  return {
    settings: {
      mode,
      ...(attempts === undefined ? {} : { maxAttempts: attempts.most }),
      acceptance,
      ...(invites ? { invitationTimeout: rounded(timeout) } : {}),
      ...(found === undefined ? {} : { retryInterval: rounded(found.value) }),
    },
    timeout: rounded(timeout),
    figures,
  }
}

/** To the millisecond. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

/** Fewer chats that were asked for so often may have ended so by chance. */
const leastSpent = 5

/** How often chats are asked for at most; undefined where too few were asked for so often without an answer. */
function mostAttempts({ chats }: Sightings): { readonly most: number; readonly count: number } | undefined {
  let [most, count] = [0, 0]
  for (const { asks, stint } of chats.values()) {
    if (asks > most) [most, count] = [asks, 0]
    if (asks === most && stint === undefined) count += 1
  }
  return count < leastSpent ? undefined : { most, count }
}

/**
 * Chats that nobody could take, or that were refused once too often, are over at once, again and again, and none of the former is
 * ever asked for once more.
 */
function seemsToSearch({ chats, askedAgain }: Sightings): boolean {
  if (askedAgain > 0) return false
  let [over, unmet, spent] = [0, 0, 0]
  for (const { takable, closedAt, lastAskedAt, stint, asks, refusedSince, waitingAt } of chats.values()) {
    if (asks === 0 || stint !== undefined) continue
    if (refusedSince && closedAt === waitingAt) spent += 1
    if (takable) continue
    unmet += 1
    if (closedAt - lastAskedAt < clock) over += 1
  }
  return over + spent >= 10 && over >= 0.9 * unmet
}

function someAnswersTakeTime({ chats }: Sightings): boolean {
  for (const { stint, lastAskedAt } of chats.values()) {
    if (stint?.beganExactly === true && stint.beganLo - lastAskedAt > clock) return true
  }
  return false
}

/** The longest that an answer is known to have taken. */
function longestAnswer({ chats }: Sightings): number {
  let longest = 0
  for (const { stint, lastAskedAt } of chats.values()) {
    if (stint !== undefined && stint.beganLo >= lastAskedAt) longest = Math.max(longest, stint.beganLo - lastAskedAt)
  }
  return longest
}
