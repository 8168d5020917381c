import type { Law } from './law.ts'
import { onlyListed } from './laws/l01-only-listed.ts'
import { oneAnswer } from './laws/l02-one-answer.ts'
import { orderOfAgents } from './laws/l03-order-of-agents.ts'
import { everybodyOnce } from './laws/l04-everybody-once.ts'
import { firstIsNamed } from './laws/l05-first-is-named.ts'
import { othersDoNotMatter } from './laws/l06-others-do-not-matter.ts'
import { inputsUnchanged } from './laws/l07-inputs-unchanged.ts'
import { finiteKeys } from './laws/l08-finite-keys.ts'
import { askedTwice } from './laws/l09-asked-twice.ts'
import { neverIneligible } from './laws/l10-never-ineligible.ts'
import { everybodyGetsATurn } from './laws/l11-everybody-gets-a-turn.ts'
import { burstsFit } from './laws/l12-bursts-fit.ts'
import { evaluatorEqualsScan } from './laws/l13-evaluator-equals-scan.ts'
import { sameRecord } from './laws/l14-same-record.ts'
import { relaxingNeverShrinks } from './laws/l15-relaxing-never-shrinks.ts'
import { allRefused } from './laws/l16-all-refused.ts'
import { weightedShares } from './laws/l17-weighted-shares.ts'
import { namesDoNotMatter } from './laws/l18-names-do-not-matter.ts'
import { nothingKept } from './laws/l19-nothing-kept.ts'

/** The laws of a strategy, L1 to L19. */
export const laws: readonly Law[] = [
  onlyListed,
  oneAnswer,
  orderOfAgents,
  everybodyOnce,
  firstIsNamed,
  othersDoNotMatter,
  inputsUnchanged,
  finiteKeys,
  askedTwice,
  neverIneligible,
  everybodyGetsATurn,
  burstsFit,
  evaluatorEqualsScan,
  sameRecord,
  relaxingNeverShrinks,
  allRefused,
  weightedShares,
  namesDoNotMatter,
  nothingKept,
]
