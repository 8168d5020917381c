import type { Comparison } from '@pointsman/simulator'
import { markup } from '../markup/markup.ts'
import { bound } from '../section/bound.ts'
import { differences } from '../section/differences.ts'
import { fairness } from '../section/fairness.ts'
import { fidelity } from '../section/fidelity.ts'
import { grounds } from '../section/grounds.ts'
import { load } from '../section/load.ts'
import { overTime } from '../section/over-time.ts'
import { queues } from '../section/queues.ts'
import { refusals } from '../section/refusals.ts'
import { reproduce } from '../section/reproduce.ts'
import { sideBySide } from '../section/side-by-side.ts'
import { tradeOffs } from '../section/trade-offs.ts'
import { verdict } from '../section/verdict.ts'
import { waits } from '../section/waits.ts'
import { contents } from './contents.ts'
import { contenders } from './contender.ts'
import { masthead } from './masthead.ts'
import { style } from './style.ts'

/**
 * The comparison as one HTML file that needs nothing else: no script, no request, nothing from outside it. It is
 * well-formed as XML too.
 */
export function renderPage(comparison: Comparison): string {
  const all = contenders(comparison)
  const profiles = new Map(Object.entries(comparison.profiles ?? {}))
  // In the order in which they answer a reader: what to do, how sure it is, why, and how far to trust it.
  const sections = [
    verdict(comparison, all),
    sideBySide(all, comparison.baseline),
    differences(all, comparison.baseline),
    waits(all, profiles),
    overTime(all, profiles),
    load(all),
    fairness(all),
    refusals(all),
    queues(all),
    tradeOffs(comparison, all),
    bound(comparison, all),
    grounds(comparison),
    reproduce(comparison.reproduce),
  ]
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="generator" content="Pointsman"/>
<title>${comparison.scenario}: routing strategies compared</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#verdict">To the verdict</a>
${masthead(comparison, all)}
<main>${comparison.fidelity !== undefined && fidelity(comparison.fidelity)}${sections[0]}
${contents}
${sections.slice(1)}
</main>
<footer><p>Made by Pointsman from a comparison of simulations. Times are of the scenario, not of the real contact centre.</p></footer>
</body>
</html>
`.text
}
