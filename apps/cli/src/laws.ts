// npm run laws -- [--runs N] [--seed N] [--strategies A,B] [--laws L1,L2] [--workers N]: every law on every strategy that
// ships, spread over the cores; a line for each. The exit code is 1 when a law is broken.
import { availableParallelism } from 'node:os'
import { catalog } from '@pointsman/core'
import { laws, type Law } from '@pointsman/core/checking'
import { Command, Option } from 'commander'
import { BadInput } from './input/bad-input.ts'
import { brokenInWords } from './check/broken-in-words.ts'
import { checkAllLaws } from './check/check-all-laws.ts'
import { drawnCase } from './check/drawn-case.ts'
import { failure } from './failure.ts'
import { noSuch } from './contender/no-such.ts'
import { listed, wholeFrom } from './options.ts'
import { outcomeInWords } from './check/outcome-in-words.ts'
import { pageOf } from './terminal/page.ts'
import { knownLaw } from './check/skips.ts'

try {
  process.exitCode = await run()
} catch (error) {
  process.exitCode = failure(error, process)
}

async function run(): Promise<number> {
  const { runs, seed, workers, ...chosen } = options()
  const names = catalog.map(({ policy }) => policy.name)
  for (const name of chosen.strategies ?? []) {
    if (!names.includes(name)) throw new BadInput(noSuch('strategy', name, names))
  }
  const ids = chosen.laws?.map(knownLaw) ?? laws.map(({ id }) => id)
  const tasks = (chosen.strategies ?? names).flatMap((strategy) => ids.map((law) => ({ strategy, law, runs, seed })))
  // A line is a law's, however long.
  const page = { ...pageOf(process), width: Number.POSITIVE_INFINITY }
  let done = 0
  let broken = 0
  await checkAllLaws(tasks, workers, ({ strategy, outcome }) => {
    if (outcome.outcome === 'broken') broken++
    process.stdout.write(`${strategy.padEnd(22)}${outcomeInWords(outcome, page)}`)
    if (outcome.outcome === 'broken') {
      const law = laws.find(({ id }) => id === outcome.law) as Law
      process.stdout.write(brokenInWords([{ outcome, drawn: drawnCase(law, outcome) }], page))
    }
    if (process.stderr.isTTY) process.stderr.write(`\u001B[K${++done} of ${tasks.length}\r`)
  })
  process.stdout.write(`${tasks.length} checked, ${broken} broken\n`)
  return broken === 0 ? 0 : 1
}

interface Options {
  readonly runs: number
  readonly seed: number
  readonly workers: number
  readonly strategies?: readonly string[]
  readonly laws?: readonly string[]
}

function options(): Options {
  return new Command('laws')
    .description('Holds every strategy that ships to every law.')
    .addOption(new Option('--runs <N>', 'cases for each').argParser(wholeFrom(1)).default(1000))
    .addOption(new Option('--seed <N>', 'where the cases come from').argParser(wholeFrom(0)).default(1))
    .addOption(new Option('--strategies <A,B,…>', 'which strategies; default: all that ship').argParser(listed))
    .addOption(new Option('--laws <L1,L2,…>', 'which laws; default: all').argParser(listed))
    .addOption(new Option('--workers <N>', 'threads').argParser(wholeFrom(1)).default(availableParallelism()))
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .parse()
    .opts<Options>()
}
