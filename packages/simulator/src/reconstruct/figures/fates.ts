import type { ChatRecord } from '../sightings/chat-record.ts'
import type { Wait } from './wait.ts'

/** What may have become of a chat that nobody saw again, each with its chance; together 1. */
export interface Fates {
  /** Its customer left while an agent was invited. */
  readonly left: number
  /** It was attended, and over when somebody looked. */
  readonly over: number
  /** It was refused, or not answered; and then given up, by its customer or, where it searches, by the platform. */
  readonly refused: number
  readonly expired: number
}

/** How a chat may have come to its end before anybody looked. */
export interface Looks {
  /** Whether an agent is invited first; else whoever is named has the chat at once. */
  readonly invites: boolean
  /** Of invitations, the shares accepted and refused in time. */
  readonly accepted: number
  readonly refused: number
  /** Of those answered in time, the share not answered yet after so many seconds. */
  readonly unanswered: (seconds: number) => number
  /** Whether snapshots list everybody logged in: an attended chat is then seen at the next one, if it lasts. */
  readonly everybody: boolean
  /** Seconds until an invitation runs out. */
  readonly timeout: number
  /** The platform gives up a chat that nobody can take, and after so many invitations; undefined: it waits. */
  readonly mostAttempts: number | undefined
  /** How often nobody could take a chat when it was asked for. */
  readonly unmet: number
  /** How often an agent takes, refuses or ends a chat, in a second. */
  readonly acts: number
}

/** Somebody else did something that leaves no other trace. */
const coincidence = 0.01
const parts = 16

/** When somebody looked for the first time and did not see the chat. */
export function unseenUntil({ arrivedAt, chat, lo }: Wait): number {
  return Math.max(lo, chat.lookedAt - arrivedAt)
}

/** How long the invitation had been out when it was last known to be. */
export function outBy({ arrivedAt, chat, lo }: Wait): number {
  return Math.max(0, arrivedAt + lo - chat.lastAskedAt)
}

/**
 * The chances of what became of a chat that was not seen again after `wait.lo`, by the middles of a few parts: the customer left
 * (∫ f(t) O(t) dt, O: not answered yet), or an agent answered or let it run out, and what then followed was over when
 * somebody looked. `stays`: the customer's survival; `served`: the attended chat's, by the clock; `unseen`: the chance that an attended chat is not seen
 * at all, where not everybody is listed.
 */
export function fatesOf(
  wait: Wait,
  stays: (seconds: number) => number,
  served: (seconds: number) => number,
  looks: Looks,
  unseen: number | undefined,
): Fates {
  const { accepted, mostAttempts, refused, timeout, unanswered, unmet } = looks
  const { chat, lo } = wait
  const gap = unseenUntil(wait) - lo
  const now = stays(lo)
  if (!looks.invites || !(now > 0) || !(gap > 0)) return { left: 0, over: 1, refused: 0, expired: 0 }
  const out = outBy(wait)
  const reach = Math.max(0, Math.min(gap, timeout - out))
  /** The customer leaves or the platform gives up, once nobody is invited any more, before somebody looks. */
  const ends = (from: number): number => {
    if (mostAttempts !== undefined) return chat.asks >= mostAttempts ? 1 : unmet
    return unmet * (1 - stays(lo + gap) / Math.max(1e-9, stays(lo + from)))
  }
  let [left, over, refusedThen] = [0, 0, 0]
  for (let part = 0; part < parts; part++) {
    const [begins, closes] = [(part * reach) / parts, ((part + 1) * reach) / parts]
    const middle = (begins + closes) / 2
    left += ((stays(lo + begins) - stays(lo + closes)) / now) * openAt(looks, out + middle)
    const answered = (unanswered(out + begins) - unanswered(out + closes)) * (stays(lo + middle) / now)
    over += accepted * answered * (unseen ?? 1 - served(gap - middle))
    refusedThen += refused * answered * ends(middle)
  }
  // Who did not answer could be asked again, if nobody else: only one attempt too many is the end.
  const spent = mostAttempts !== undefined && chat.asks >= mostAttempts && out + gap > timeout
  const ranOut = spent ? (1 - accepted - refused) * (stays(lo + reach) / now) : 0
  const signs = likelihood(chat, looks.acts * gap)
  const all = [left * signs.idle, over * signs.active, refusedThen * signs.active, ranOut * signs.idle] as const
  const sum = all.reduce((one, other) => one + other, 0)
  if (!(sum > 0)) return { left: 0, over: 1, refused: 0, expired: 0 }
  return { left: all[0] / sum, over: all[1] / sum, refused: all[2] / sum, expired: all[3] / sum }
}

/** The share of invitations that are not answered yet, or never, after so many seconds. */
function openAt({ accepted, refused, unanswered }: Looks, seconds: number): number {
  return 1 - (accepted + refused) * (1 - unanswered(seconds))
}

/**
 * How likely what was seen of those who may have been invited is if they did nothing, and if they answered, over what it is
 * otherwise. `acts`: what an agent does in the time, in the mean. Any act of any of them covers what nobody saw, if nothing
 * happened; if something did, one of the same agent's after it.
 */
function likelihood({ invitee, signs }: ChatRecord, acts: number): { readonly idle: number; readonly active: number } {
  switch (signs?.kind) {
    case 'none':
      return { idle: 1, active: 0 }
    case 'hidden':
      return { idle: coincidence, active: 1 }
    case 'covered': {
      const among = invitee === undefined ? Math.max(1, signs.among) : 1
      return { idle: -Math.expm1(-acts * among), active: -Math.expm1(-acts / 2) }
    }
    case undefined:
      return { idle: 1, active: 1 }
  }
}

/**
 * When the customer left, if it was while an agent was invited: seconds after `wait.lo`, by which such a share of those like them
 * had left. Whoever leaves then leaves sooner rather than later, as by and by the invited answer.
 */
export function leavesBy(wait: Wait, stays: (seconds: number) => number, looks: Looks, share: number): number {
  const { lo } = wait
  const out = outBy(wait)
  const reach = Math.max(0, Math.min(unseenUntil(wait) - lo, looks.timeout - out))
  const weights = Array.from({ length: parts }, (_, part) => {
    const [begins, closes] = [(part * reach) / parts, ((part + 1) * reach) / parts]
    return Math.max(0, stays(lo + begins) - stays(lo + closes)) * openAt(looks, out + (begins + closes) / 2)
  })
  const sum = weights.reduce((one, other) => one + other, 0)
  if (!(sum > 0)) return share * reach
  let rest = share * sum
  for (const [part, weight] of weights.entries()) {
    if (rest <= weight && weight > 0) return ((part + rest / weight) * reach) / parts
    rest -= weight
  }
  return reach
}
