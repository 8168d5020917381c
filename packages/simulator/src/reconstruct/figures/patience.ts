import type { QueueId } from '@pointsman/core'
import type { Distribution } from '../../scenario/distribution.ts'
import { survivalOf } from '../../chance/survival-of.ts'
import type { Censored } from '../estimate/censored.ts'
import { exponentialFamily } from '../estimate/exponential-family.ts'
import { families, fitDistribution, fitFamily, type Fit } from '../estimate/fit-distribution.ts'
import { grouped } from './grouped.ts'
import { sampled } from './sampled.ts'
import type { Wait } from './waits.ts'

/** How long the customers of a queue wait. */
export interface QueuePatience {
  /** Undefined: nobody is known to have left. */
  readonly fit: Fit | undefined
  readonly distribution: Distribution
  /** Of the mean; wider than the fit's where it had to be guessed who left (Louis 1982). */
  readonly ci95: readonly [number, number]
  /** Who left, as far as is known: a chat of which nothing tells counts by its chance. */
  readonly left: number
  /** Who waited at all. */
  readonly waited: number
  /** The chance that the customer of a chat that nobody saw again left. */
  leftChance(wait: Wait): number
  /** If so, by when: while somebody was invited. */
  leftBy(wait: Wait): number
}

const mostFitted = 10_000
/** Rounds of telling those who left from those who were answered and over unseen. */
const rounds = 8

/**
 * Patience, where who is attended is only known to have waited longer. A chat that nobody saw again, though somebody could take
 * it, was attended and over before anybody looked, or its customer left while invited: it counts as either, by how likely
 * each is under what is fitted so far (EM, Dempster, Laird and Rubin 1977).
 */
export function patienceOf(
  waits: readonly Wait[],
  handleTimes: ReadonlyMap<QueueId, Distribution>,
  looks: Looks,
): ReadonlyMap<QueueId, QueuePatience> {
  const found = new Map<QueueId, QueuePatience>()
  const leftBy = (wait: Wait): number =>
    wait.lo + leftWithin(Math.min(unseenUntil(wait) - wait.lo, looks.timeout), looks)
  for (const [queue, all] of grouped(waits, (wait) => wait.queue)) {
    const of = sampled(all, mostFitted)
    const served = survivalOf(handleTimes.get(queue) ?? { kind: 'never' })
    let fit: Fit | undefined
    let left = 0
    const either = of.filter(({ end }) => end === 'either').length
    const seen = of.filter(({ end }) => end === 'attended').length
    let hidden = either
    let unseen: number | undefined
    let scale = 1
    let doubt = 0
    for (let round = 0; round < rounds; round++) {
      const known: Censored[] = []
      left = 0
      doubt = 0
      let guessed = 0
      // Where only those with room are listed, whoever took the chat may not be: chats in all attended and not seen.
      unseen = looks.everybody ? undefined : Math.max(1, hidden) / Math.max(1, seen + hidden)
      hidden = either
      for (const wait of of) {
        const chance = leftChance(wait, fit, served, looks, unseen)
        if (wait.end === 'either') {
          hidden -= chance
          guessed += chance
        }
        left += chance
        doubt += chance * (1 - chance)
        if (chance < 1 && wait.lo > 0) known.push({ lo: wait.lo, hi: Infinity, weight: 1 - chance })
        if (chance > 0)
          known.push(wait.end === 'either' ? { lo: wait.lo, hi: leftBy(wait), weight: chance } : leftBetween(wait))
      }
      scale = all.length / of.length
      // Whom nobody saw leave tell of the rate at which customers leave, not of its course.
      const among = guessed > left / 5 ? [exponentialFamily] : families
      const choose = fit === undefined || round < 2 || round === rounds - 1
      if (left < 0.5) fit = undefined
      else
        fit = fit === undefined || choose ? fitDistribution(known, among) : fitFamily(known, fit.family, fit.parameters)
      if (either === 0) break
    }
    const [last, lastUnseen] = [fit, unseen]
    found.set(queue, {
      fit,
      distribution: fit?.distribution ?? { kind: 'never' },
      ci95: fit === undefined ? [NaN, NaN] : widened(fit, Math.sqrt(left / Math.max(left / 20, left - doubt))),
      left: left * scale,
      waited: of.filter(({ lo }) => lo > 0).length * scale,
      leftBy,
      leftChance: (wait) => leftChance(wait, last, served, looks, lastUnseen),
    })
  }
  return found
}

/** How a chat that was answered may have been over before anybody looked. */
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
}

/** The interval of the mean, so many times as wide on a logarithmic scale. */
function widened({ ci95, mean }: Fit, by: number): readonly [number, number] {
  return [mean * (ci95[0] / mean) ** by, mean * (ci95[1] / mean) ** by]
}

/** When somebody looked for the first time and did not see the chat. */
export function unseenUntil({ arrivedAt, chat, lo }: Wait): number {
  return Math.max(lo, chat.lookedAt - arrivedAt)
}

function leftBetween({ lo, hi }: Wait): Censored {
  return { lo, hi }
}

/**
 * The chance that the customer left while an agent was invited, against that the chat was attended, and over or out of sight
 * when somebody looked: ∫ f(t) A(t) dt against ∫ a(t) H(look − t) dt, by the middles of a few parts.
 */
function leftChance(
  wait: Wait,
  fit: Fit | undefined,
  served: (seconds: number) => number,
  { accepted, invites, refused, timeout, unanswered }: Looks,
  unseen: number | undefined,
): number {
  if (wait.end !== 'either') return wait.end === 'abandoned' ? 1 : 0
  if (!invites) return 0
  if (fit === undefined) return 0.5
  const { lo } = wait
  const gap = unseenUntil(wait) - lo
  const { survival } = fit.family.member(fit.parameters)
  const stays = survival(lo)
  if (!(stays > 0) || !(gap > 0)) return 0
  const reach = Math.min(gap, timeout)
  let leaves = 0
  let over = 0
  for (let part = 0; part < parts; part++) {
    const [begins, ends] = [(part * reach) / parts, ((part + 1) * reach) / parts]
    const middle = (begins + ends) / 2
    leaves +=
      ((survival(lo + begins) - survival(lo + ends)) / stays) * (1 - (accepted + refused) * (1 - unanswered(middle)))
    over += accepted * (unanswered(begins) - unanswered(ends)) * (unseen ?? 1 - served(gap - middle))
  }
  const sum = leaves + over
  return sum > 0 ? leaves / sum : 0
}

/**
 * Whoever left while somebody was invited left sooner rather than later, as by and by the invited answer: within so many seconds,
 * evenly, with the same mean. Over so short a time the rate of leaving hardly changes.
 */
function leftWithin(reach: number, { accepted, refused, unanswered }: Looks): number {
  let weights = 0
  let sum = 0
  for (let part = 0; part < parts; part++) {
    const middle = ((part + 0.5) * reach) / parts
    const weight = 1 - (accepted + refused) * (1 - unanswered(middle))
    weights += weight
    sum += weight * middle
  }
  return weights > 0 ? Math.min(reach, (2 * sum) / weights) : reach
}

const parts = 16
