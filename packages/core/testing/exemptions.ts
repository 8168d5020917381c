import type { Skip } from './check-laws.ts'

const rotates: Skip = { law: 'L11', reason: 'it does not claim to take turns' }
const weighs: Skip = { law: 'L17', reason: 'it does not claim shares by weight' }
const drawsTwo: readonly Skip[] = [
  { law: 'L6', reason: 'when one of the two drawn is not there, somebody else is drawn' },
  { law: 'L18', reason: 'the lot draws the two, and ids draw the lot' },
]

const exempt: Readonly<Record<string, readonly Skip[]>> = {
  'round-robin': [weighs],
  'weighted-round-robin': [
    { law: 'L11', reason: 'turns go by weight, so that n turns need not reach n agents; L17 holds it to its shares' },
  ],
  'power-of-two': [rotates, weighs, ...drawsTwo],
}

/** The laws that a strategy which ships does not claim to keep, and why. */
export function exemptions(strategy: string): readonly Skip[] {
  return exempt[strategy] ?? [rotates, weighs]
}
