import { failure } from './failure.ts'
import { program } from './program.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Runs the command line and answers the exit code: 0 done, 1 the question was answered "no", 2 bad usage or bad input,
 * 3 internal error. Whatever goes wrong is one line on standard error.
 */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode = 0
  try {
    await program(surroundings, (code) => (exitCode = code)).parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    return failure(error, surroundings)
  }
}
