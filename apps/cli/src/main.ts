import { CommanderError } from 'commander'
import { BadInput } from './bad-input.ts'
import { program } from './program.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Runs the command line and answers the exit code: 0 done, 1 the question was answered "no", 2 bad usage or bad input,
 * 3 internal error. Whatever goes wrong is one line on standard error, with the stack only where POINTSMAN_DEBUG is set.
 */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode = 0
  try {
    await program(surroundings, (code) => (exitCode = code)).parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && ['commander.helpDisplayed', 'commander.version'].includes(error.code))
      return 0
    if (error instanceof CommanderError && error.code === 'commander.help') return 2
    surroundings.stderr.write(`pointsman: ${line(error)}\n`)
    if ((surroundings.env['POINTSMAN_DEBUG'] ?? '') !== '' && error instanceof Error) {
      surroundings.stderr.write(`${error.stack}\n`)
    }
    return error instanceof CommanderError || error instanceof BadInput ? 2 : 3
  }
}

function line(error: unknown): string {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`
  const message = error.message.trim().replaceAll(/\s*\n\s*/g, ' ')
  if (error instanceof CommanderError) return message.replace(/^error: /, '')
  return error instanceof BadInput ? message : `internal error: ${message} (set POINTSMAN_DEBUG=1 to see where)`
}
