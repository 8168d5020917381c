export { adopt } from './adopt.ts'
export { blend, type Part } from './blend.ts'
export { builtin, catalog } from './catalog.ts'
export type { CatalogEntry } from './catalog-entry.ts'
export {
  assign,
  pass,
  type Decision,
  type Explanation,
  type PassReason,
  type Ranked,
  type RankingKey,
  type Reason,
  type TurnedAway,
} from './decision.ts'
export type { Fact } from './fact.ts'
export { firstOf } from './first-of.ts'
export { inverse } from './inverse.ts'
export { unheardOf, type AgentRecord, type Ledger } from './ledger.ts'
export { drawLot, drawLotOf, hashId, hashNumberedId, lotMultiplier, startLot, startLotOf } from './lot.ts'
export { MemoryLedger, type LedgerDump, type LedgerOptions } from './memory-ledger.ts'
export type { Agent, AgentId, Chat, ChatId, Instant, QueueId, Request, Status } from './model.ts'
export { nearest } from './nearest.ts'
export { oddities } from './oddities.ts'
export { parsePolicy, type ParsedPolicy } from './parse-policy.ts'
export { PolicyError } from './policy-error.ts'
export { PolicyStrategy, type StrategyOptions } from './policy.ts'
export { propensities } from './propensities.ts'
export { propensity } from './propensity.ts'
export { reconcile } from './reconcile.ts'
export { Router, type Routed } from './router.ts'
export { Situation } from './situation.ts'
export type { Evaluator, Policy, Preference, Reads, Relaxation, Rule, Strategy } from './strategy.ts'
export { preferences, rules, type OptionKind, type Word } from './vocabulary.ts'
export { passSentence, sentence, tell } from './words.ts'
