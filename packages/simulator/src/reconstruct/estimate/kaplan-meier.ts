import { normalQuantile } from '../../chance/normal-quantile.ts'

/** A step of the curve: the share that lasts beyond `at`, with its interval. */
export interface Step {
  readonly at: number
  readonly survival: number
  readonly ci95: readonly [number, number]
}

/**
 * The share of durations that last longer, where some are only known to exceed a value (Kaplan and Meier 1958); variance
 * by Greenwood (1926), intervals on the scale of ln(−ln S) (Kalbfleisch and Prentice), which stay between 0 and 1.
 * `ended[i]` false: the i-th is only known to exceed. What ends and what is lost sight of at one instant: the end is first.
 */
export function kaplanMeier(durations: readonly number[], ended: readonly boolean[]): readonly Step[] {
  const order = durations
    .map((at, i) => ({ at, ended: ended[i] === true }))
    .toSorted((a, b) => a.at - b.at || Number(b.ended) - Number(a.ended))
  const z = normalQuantile(0.975)
  const steps: Step[] = []
  let survival = 1
  let greenwood = 0
  for (let i = 0; i < order.length;) {
    const { at } = order[i] as { at: number }
    const atRisk = order.length - i
    let deaths = 0
    for (; i < order.length && order[i]?.at === at; i++) if (order[i]?.ended === true) deaths++
    if (deaths === 0) continue
    survival *= 1 - deaths / atRisk
    greenwood += deaths / (atRisk * (atRisk - deaths))
    const spread = survival > 0 ? Math.exp((z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))) : 1
    steps.push({ at, survival, ci95: survival > 0 ? [survival ** spread, survival ** (1 / spread)] : [0, 0] })
  }
  return steps
}
