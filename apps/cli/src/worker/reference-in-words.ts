import { basename } from 'node:path'
import type { StrategyReference } from '../contender/strategy-reference.ts'

/** What a strategy is called, as far as its reference says. */
export function referenceInWords(reference: StrategyReference): string {
  if (reference.kind === 'catalog') return reference.name
  if (reference.kind === 'plugin') return basename(reference.path)
  const { name } = reference.policy as { readonly name?: unknown }
  return typeof name === 'string' ? name : 'a policy'
}
