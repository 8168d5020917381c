import type { Preference, Reads } from './strategy.ts'

/** One ingredient of a blend. */
export interface Part {
  readonly prefer: Preference
  /** What one unit of the key is worth beside the other parts; above 0. */
  readonly weight: number
  /** How much of the key makes one unit, such as 60 for a key in seconds that is to count in minutes; default 1. */
  readonly per?: number
}

/**
 * One key that trades several against each other, openly: Σ weight × key / per, where a key that wants less counts as
 * negative. The one place where keys are mixed; a ranking never packs them.
 */
export function blend(parts: readonly Part[], name = 'blend'): Preference {
  const terms = parts.map(({ prefer, weight, per = 1 }) => ({
    prefer,
    factor: (prefer.wants === 'more' ? weight : -weight) / per,
  }))
  return {
    name,
    wants: 'more',
    reads: widest(parts.map(({ prefer }) => prefer.reads)),
    key: (agent, situation) => {
      let sum = 0
      for (const { prefer, factor } of terms) sum += factor * prefer.key(agent, situation)
      return sum
    },
  }
}

function widest(reads: readonly Reads[]): Reads {
  const order: readonly Reads[] = ['clock', 'chat', 'ledger', 'agent']
  return order.find((one) => reads.includes(one)) ?? 'agent'
}
