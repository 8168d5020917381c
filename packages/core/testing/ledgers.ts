import { MemoryLedger } from '@pointsman/core'
import type { Question } from './arbitraries.ts'

/** A ledger that has learned the question's facts. */
export function ledgerOf({ facts }: Pick<Question, 'facts'>): MemoryLedger {
  const ledger = new MemoryLedger()
  for (const fact of facts) ledger.record(fact)
  return ledger
}
