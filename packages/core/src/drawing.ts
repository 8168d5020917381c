import type { Explanation, Ranked } from './decision.ts'

/** How an explanation's strategy draws: which columns are keys, and how many are drawn of all. */
export interface Drawing {
  /** The first column that is a key, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly drawn: number
}

/** How the strategy draws; undefined where the explanation does not end in a lot, so that it does not say. */
export function drawing({ keys, ranking }: Explanation): Drawing | undefined {
  const to = keys.length - 1
  if (keys[to]?.name !== 'lot') return undefined
  if (keys[0]?.name !== 'drawn') return { from: 0, to, drawn: ranking.length }
  let drawn = 0
  while (ranking[drawn]?.keys[0] === 1) drawn++
  return { from: 1, to, drawn }
}

/** Below 0 where the first agent's keys are better, above 0 where the second's are, 0 where they are alike. */
export function byKeys(keys: Explanation['keys'], { from, to }: Drawing, a: Ranked, b: Ranked): number {
  for (let k = from; k < to; k++) {
    const [mine, theirs] = [a.keys[k] as number, b.keys[k] as number]
    if (mine !== theirs) return keys[k]?.wants === 'more' ? theirs - mine : mine - theirs
  }
  return 0
}
