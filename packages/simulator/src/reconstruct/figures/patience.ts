import type { QueueId } from '@pointsman/core'
import type { Distribution } from '../../scenario/distribution.ts'
import type { Censored } from '../estimate/censored.ts'
import { exponentialFamily } from '../estimate/exponential-family.ts'
import { families, fitDistribution, fitFamily, type Fit } from '../estimate/fit-distribution.ts'
import { fatesOf, leavesBy, type Fates, type Looks } from './fates.ts'
import { sampled } from './sampled.ts'
import type { Wait, Waits } from './wait.ts'

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
  /** What may have become of a chat that nobody saw again. */
  fates(wait: Wait): Fates
  /** The chance that its customer left. */
  leftChance(wait: Wait): number
  /** If so while somebody was invited, after how many seconds from arrival such a share of those like them had left. */
  leftBy(wait: Wait, share: number): number
}

const mostFitted = 10_000
/** Rounds of telling those who left from those who were answered and over unseen. */
const rounds = 8
/** Nothing is fitted yet. */
const evenly: Fates = { left: 0.5, over: 0.5, refused: 0, expired: 0 }

/**
 * Patience, where who is attended is only known to have waited longer. A chat that nobody saw again, though somebody could take
 * it, was attended and over before anybody looked, or its customer left: it counts as either, by how likely each is under
 * what is fitted so far (EM, Dempster, Laird and Rubin 1977). `servedByClock`: the share of a queue's attended chats that last longer.
 */
export function patienceOf(
  waits: Waits,
  servedByClock: ReadonlyMap<QueueId, (seconds: number) => number>,
  looks: Looks,
): ReadonlyMap<QueueId, QueuePatience> {
  const found = new Map<QueueId, QueuePatience>()
  for (const [queue, all] of placesByQueue(waits)) {
    const of = sampled(all, mostFitted).map((place) => waits.at(place) as Wait)
    const served = servedByClock.get(queue) ?? ((): number => 1)
    let fit: Fit | undefined
    let left = 0
    const either = of.filter(({ end }) => end === 'either').length
    const seen = of.filter(({ end }) => end === 'attended').length
    let hidden = either
    let unseen: number | undefined
    let doubt = 0
    for (let round = 0; round < rounds; round++) {
      const known: Censored[] = []
      const stays = survivalUnder(fit)
      left = 0
      doubt = 0
      let guessed = 0
      // Where only those with room are listed, whoever took the chat may not be: chats in all attended and not seen.
      unseen = looks.everybody ? undefined : Math.max(1, hidden) / Math.max(1, seen + hidden)
      hidden = either
      for (const wait of of) {
        if (wait.end === 'abandoned') {
          left += 1
          known.push({ lo: wait.lo, hi: wait.hi })
          continue
        }
        const fates =
          wait.end !== 'either' ? undefined : fit === undefined ? evenly : fatesOf(wait, stays, served, looks, unseen)
        const chance = fates === undefined ? 0 : leftIn(fates, looks)
        hidden -= chance
        guessed += chance
        left += chance
        doubt += chance * (1 - chance)
        if (chance < 1 && wait.lo > 0) known.push({ lo: wait.lo, hi: Infinity, weight: 1 - chance })
        // Evenly over twice the mean: over so short a time the rate of leaving hardly changes.
        if (chance > 0) known.push({ lo: wait.lo, hi: wait.lo + 2 * leavesInMean(wait, stays, looks), weight: chance })
      }
      // Whom nobody saw leave tell of the rate at which customers leave, not of its course.
      const among = guessed > left / 5 ? [exponentialFamily] : families
      const choose = fit === undefined || round < 2 || round === rounds - 1
      if (left < 0.5) fit = undefined
      else
        fit = fit === undefined || choose ? fitDistribution(known, among) : fitFamily(known, fit.family, fit.parameters)
      if (either === 0) break
    }
    const scale = all.length / of.length
    const [last, lastUnseen] = [fit, unseen]
    const stays = survivalUnder(last)
    const fates = (wait: Wait): Fates => (last === undefined ? evenly : fatesOf(wait, stays, served, looks, lastUnseen))
    found.set(queue, {
      fit,
      distribution: fit?.distribution ?? { kind: 'never' },
      ci95: fit === undefined ? [NaN, NaN] : widened(fit, Math.sqrt(left / Math.max(left / 20, left - doubt))),
      left: left * scale,
      waited: of.filter(({ lo }) => lo > 0).length * scale,
      fates,
      leftChance: (wait) => (wait.end === 'either' ? leftIn(fates(wait), looks) : Number(wait.end === 'abandoned')),
      leftBy: (wait, share) => wait.lo + leavesBy(wait, stays, looks, share),
    })
  }
  return found
}

/** Where each queue's waits are. */
function placesByQueue(waits: Waits): ReadonlyMap<QueueId, readonly number[]> {
  const places = new Map<QueueId, number[]>()
  let place = 0
  for (const { queue } of waits) {
    const of = places.get(queue)
    if (of === undefined) places.set(queue, [place])
    else of.push(place)
    place += 1
  }
  return places
}

/** Whether a platform that searches gave the chat up or its customer did. */
function leftIn({ expired, left, refused }: Fates, { mostAttempts }: Looks): number {
  return mostAttempts === undefined ? left + refused + expired : left
}

/** The middle of a quarter each. */
function leavesInMean(wait: Wait, stays: (seconds: number) => number, looks: Looks): number {
  return [0.125, 0.375, 0.625, 0.875].reduce((sum, share) => sum + leavesBy(wait, stays, looks, share) / 4, 0)
}

/** Where nothing is fitted, over seconds hardly anybody leaves, evenly. */
function survivalUnder(fit: Fit | undefined): (seconds: number) => number {
  return fit === undefined ? (seconds) => Math.exp(-seconds / 1e4) : fit.family.member(fit.parameters).survival
}

/** The interval of the mean, so many times as wide on a logarithmic scale. */
function widened({ ci95, mean }: Fit, by: number): readonly [number, number] {
  return [mean * (ci95[0] / mean) ** by, mean * (ci95[1] / mean) ** by]
}
