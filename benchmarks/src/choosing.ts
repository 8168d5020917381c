import { PolicyStrategy, catalog, drawLot, startLot } from '@pointsman/core'
import { decideBar, explainBar } from './choosing/bars.ts'
import { byHand } from './choosing/by-hand.ts'
import { measure, median, medianRatio } from './choosing/measure.ts'
import { question } from './choosing/roster.ts'

/** Times `decide` and `explain` of every strategy beside a loop written by hand, and prints the ratios beside their bars. */
export async function choosing(
  effort = { rounds: 7, time: 30 },
  print: (line: string) => void = console.log,
): Promise<boolean> {
  print(`decide: at most ${decideBar} times a loop written by hand; explain: at most ${explainBar} times decide`)
  print('strategy              agents   by hand    decide  ratio  bar   explain  ratio  bar    A/A')
  let met = true
  for (const { policy } of catalog) {
    const strategy = new PolicyStrategy(policy)
    const loop = byHand(policy.name)
    for (const size of [20, 200, 2000]) {
      const { request, ledger } = question(size)
      const hand = (): string | undefined => loop(request, ledger, startLot, drawLot)
      const decide = (): unknown => strategy.decide(request, ledger)
      const explain = (): unknown => strategy.explain(request, ledger)
      agree(policy.name, hand(), strategy.decide(request, ledger), strategy.explain(request, ledger).decision)
      const seen = await measure({ hand, decide, explain, again: hand }, effort)
      const decideRatio = medianRatio(seen.decide, seen.hand)
      const explainRatio = medianRatio(seen.explain, seen.decide)
      met &&= decideRatio <= decideBar && explainRatio <= explainBar
      print(
        [
          policy.name.padEnd(20),
          String(size).padStart(7),
          micro(median(seen.hand)),
          micro(median(seen.decide)),
          against(decideRatio, decideBar),
          micro(median(seen.explain)),
          against(explainRatio, explainBar),
          medianRatio(seen.again, seen.hand).toFixed(2).padStart(6),
        ].join(' '),
      )
    }
  }
  print(met ? 'every bar is met' : 'a bar is missed')
  return met
}

/** Whoever is timed must give the right answer first. */
function agree(
  name: string,
  hand: string | undefined,
  ...decisions: readonly { kind: string; agent?: string }[]
): void {
  for (const decision of decisions) {
    if (decision.agent !== hand) throw new Error(`${name}: by hand ${hand}, decided ${JSON.stringify(decision)}`)
  }
}

function micro(nanoseconds: number): string {
  return `${(nanoseconds / 1000).toFixed(2)} µs`.padStart(9)
}

function against(ratio: number, bar: number): string {
  return `${ratio.toFixed(2).padStart(6)} ${ratio <= bar ? '≤' : '>'} ${bar.toFixed(1)}`
}
