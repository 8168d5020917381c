// npm run laws -- [--runs N] [--seed N] [--strategies A,B] [--laws L1,L2] [--workers N]: every law on every strategy that
// ships, spread over the cores; a line for each. The exit code is 1 when a law is broken.
import { availableParallelism } from 'node:os'
import { catalog } from '@pointsman/core'
import { laws } from '@pointsman/core/checking'
import { Command, Option } from 'commander'
import { checkAllLaws } from './check-all-laws.ts'
import { noSuch } from './no-such.ts'
import { listed, wholeFrom } from './options.ts'
import { outcomeInWords } from './outcome-in-words.ts'
import { pageOf } from './page.ts'

const strategies = catalog.map(({ policy }) => policy.name)
const ids = laws.map(({ id }) => id)
const command = new Command('laws')
  .description('Holds every strategy that ships to every law.')
  .addOption(new Option('--runs <N>', 'cases for each').argParser(wholeFrom(1)).default(1000))
  .addOption(new Option('--seed <N>', 'where the cases come from').argParser(wholeFrom(0)).default(1))
  .addOption(new Option('--strategies <A,B,…>', 'which strategies').argParser(listed))
  .addOption(new Option('--laws <A,B,…>', 'which laws').argParser(listed))
  .addOption(new Option('--workers <N>', 'threads').argParser(wholeFrom(1)).default(availableParallelism()))
  .parse()
const options = command.opts<{ runs: number; seed: number; strategies?: string[]; laws?: string[]; workers: number }>()
for (const name of options.strategies ?? [])
  if (!strategies.includes(name)) command.error(noSuch('strategy', name, strategies))
for (const id of options.laws ?? []) if (!ids.includes(id)) command.error(noSuch('law', id, ids))

const tasks = (options.strategies ?? strategies).flatMap((strategy) =>
  (options.laws ?? ids).map((law) => ({ strategy, law, runs: options.runs, seed: options.seed })),
)
const page = pageOf(process)
let done = 0
let broken = 0
await checkAllLaws(tasks, options.workers, ({ strategy, outcome }) => {
  if (outcome.outcome === 'broken') broken++
  process.stdout.write(`${strategy.padEnd(22)}${outcomeInWords(outcome, page)}`)
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${++done} of ${tasks.length}\r`)
})
process.stdout.write(`${tasks.length} checked, ${broken} broken\n`)
if (broken > 0) process.exitCode = 1
