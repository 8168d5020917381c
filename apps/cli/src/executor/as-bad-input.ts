import { BadInput } from '../input/bad-input.ts'

/**
 * What an executor rejected with, as what it is: from a thread or another machine it comes as a plain Error that has the name
 * and the message of it. `place` is where the scenario came from.
 */
export function asBadInput(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof BadInput) return error
  if (error.name === 'BadInput') return new BadInput(error.message, { cause: error })
  if (error.name === 'EndlessOffer') return new BadInput(`${place}: ${error.message}`, { cause: error })
  return error
}
