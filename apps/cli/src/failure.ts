import { CommanderError } from 'commander'
import { BadInput } from './input/bad-input.ts'
import { printable } from './terminal/printable.ts'
import type { Surroundings } from './surroundings.ts'

/** Tells what went wrong in one line, and the stack only where POINTSMAN_DEBUG is set. Answers the exit code. */
export function failure(error: unknown, { stderr, env }: Pick<Surroundings, 'stderr' | 'env'>): number {
  if (error instanceof CommanderError && ['commander.helpDisplayed', 'commander.version'].includes(error.code)) return 0
  if (error instanceof CommanderError && error.code === 'commander.help') return error.exitCode === 0 ? 0 : 2
  stderr.write(`pointsman: ${printable(line(error))}\n`)
  if ((env['POINTSMAN_DEBUG'] ?? '') !== '' && error instanceof Error) stderr.write(stack(error))
  return error instanceof CommanderError || error instanceof BadInput ? 2 : 3
}

function line(error: unknown): string {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`
  const message = error.message.trim().replaceAll(/\s*\n\s*/g, ' ')
  if (error instanceof CommanderError) return ofOption(message.replace(/^error: /, ''))
  return error instanceof BadInput ? message : `internal error: ${message} (set POINTSMAN_DEBUG=1 to see where)`
}

/** What commander says of an option's value, in the form of every other complaint. */
function ofOption(message: string): string {
  const [, option, value, expected] =
    /^option '.*?(--[\w-]+).*?' argument '(.*)' is invalid\. (.*?)\.?$/s.exec(message) ?? []
  if (option === undefined || expected === undefined) return message
  const choices = expected.replace(
    /^Allowed choices are (.*)$/,
    (_, names: string) => `expected ${names.replace(/, (?=[^,]*$)/, ' or ')}`,
  )
  return `${option}: ${choices}, got ${JSON.stringify(value)}`
}

function stack(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .map((each) => `${printable(each)}\n`)
    .join('')
}
