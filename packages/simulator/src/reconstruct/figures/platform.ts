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

/**
 * How often chats are asked for at most: none of those that came to nothing then was asked for once more, though of those
 * before so many were that this is no chance. Undefined where too few tell.
 */
function mostAttempts({ chats }: Sightings): { readonly most: number; readonly count: number } | undefined {
  let most = 0
  for (const { asks } of chats.values()) most = Math.max(most, asks)
  let [again, before, count] = [0, 0, 0]
  for (const { asks, stint, takable } of chats.values()) {
    if (asks === 0) continue
    again += asks - 1
    before += asks - 1
    if (stint !== undefined || !takable) continue
    if (asks === most) count += 1
    else before += 1
  }
  return count < leastSpent || count * Math.log1p(-again / Math.max(1, before)) > surely ? undefined : { most, count }
}

/** ln of the chance that is taken for none. */
const surely = Math.log(0.01)

/**
 * Chats that nobody could take, or that were refused once too often, are over at once, again and again, and none of the former is
 * ever asked for once more.
 */
function seemsToSearch(sightings: Sightings): boolean {
  const { chats, askedAgain } = sightings
  if (askedAgain > 0) return false
  let [over, unmet, spent] = [0, 0, 0]
  for (const { takable, closedAt, lastAskedAt, stint, asks, refusedSince, waitingAt } of chats.values()) {
    if (asks === 0 || stint !== undefined) continue
    if (refusedSince && closedAt === waitingAt) spent += 1
    if (takable) continue
    unmet += 1
    if (closedAt - lastAskedAt < clock) over += 1
  }
  return (over + spent >= leastLost && over >= 0.9 * unmet) || nobodyWaits(sightings)
}

const leastLost = 10
/** No single chat decides. */
const leastOfOne = Math.log(0.1)

/**
 * Without events: chats that nobody could take were gone when the next agent came free, every one of them, and customers who wait for an
 * invited agent do not leave so soon that this could be.
 */
function nobodyWaits({ chats, to }: Sightings): boolean {
  const gaps: number[] = []
  let [left, waited] = [1, 0]
  for (const { asks, closedAt, goneBy, lastAskedAt, stint, takable, waitingAt } of chats.values()) {
    if (asks === 0) continue
    if (!Number.isNaN(closedAt)) return false
    if (stint !== undefined) waited += Math.max(0, stint.beganLo - lastAskedAt)
    else if (takable) {
      left += 1
      waited += waitingAt - lastAskedAt
    } else if (goneBy < Infinity || to > lastAskedAt) gaps.push(Math.min(goneBy, to) - lastAskedAt)
  }
  // At most so many leave in a second: of those not seen again some were attended.
  const rate = left / Math.max(1, waited)
  const chance = gaps.reduce((sum, gap) => sum + Math.max(leastOfOne, Math.log(-Math.expm1(-rate * gap))), 0)
  return gaps.length >= leastLost && chance < surely
}

function someAnswersTakeTime({ chats }: Sightings): boolean {
  for (const { stint, lastAskedAt } of chats.values()) {
    if (stint !== undefined && stint.beganLo === stint.beganHi && stint.beganLo - lastAskedAt > clock) return true
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
