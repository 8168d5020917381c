import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import type { CheckCommandOptions } from './commands/check.ts'
import type { DecideOptions } from './commands/decide.ts'
import type { ReaskCommandOptions } from './commands/reask.ts'
import type { ReconstructOptions } from './commands/reconstruct.ts'
import type { SimulateCommandOptions } from './commands/simulate.ts'
import type { StaffingOptions } from './commands/staffing.ts'
import type { ServeCommandOptions } from './commands/serve.ts'
import type { StrategiesOptions } from './commands/strategies.ts'
import { BadInput } from './input/bad-input.ts'
import { noSuch } from './contender/no-such.ts'
import { again, listed, numberAbove, wholeFrom } from './options.ts'
import type { Surroundings } from './surroundings.ts'

/** The commands and their options. Each command's own module is loaded when it runs, so that the others cost nothing. */
export function program(surroundings: Surroundings, done: (exitCode: number) => void): Command {
  const pointsman = new Command('pointsman')
    .description('Chat routing you can replay, compare and explain.')
    .version('0.1.0')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', examples('pointsman reask fixtures/recordings', 'pointsman strategies'))
    .helpCommand(false)
  quiet(pointsman, surroundings)

  add(pointsman, 'decide', 'one decision for one payload')
    .argument('<payload>', "a chats:assign payload, or a journal's line; - is stdin")
    .option('--strategy <S>', 'a name, a policy file (.json) or a plug-in (.mjs)', 'most-free-capacity')
    .addOption(policies())
    .addOption(config())
    .option('--explain', 'why, and why not each other agent')
    .addOption(seed())
    .addOption(json())
    .addHelpText(
      'after',
      noMemory +
        examples(
          'pointsman decide fixtures/payloads/documented-example.json --explain',
          'pointsman decide - --strategy longest-idle --json < payload.json',
        ),
    )
    .action(async (path: string, options: DecideOptions) =>
      done(await (await import('./commands/decide.ts')).decide(path, options, surroundings)),
    )

  add(pointsman, 'reask', 'every recorded request asked again (open loop)')
    .argument('<recording>', 'an .ndjson or .ndjson.gz file, a folder of them, or - for stdin')
    .addOption(new Option('--strategies <A,B,…>', 'which; default: all that ship').argParser(listed))
    .addOption(policies())
    .addOption(config())
    .option('--chat <ID>', 'tells the decisions on this chat, as decide does')
    .option('--explain', 'with --chat: why, and why not each other agent')
    .option('--no-latency', 'measure none, so that the output is the same on every run')
    .option('--strict', 'a malformed line is an error')
    .addOption(
      new Option('--differences <N>', 'how many are told; default: 1, and with --json every one').argParser(
        wholeFrom(0),
      ),
    )
    .addOption(seed())
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'pointsman reask fixtures/recordings',
        'pointsman reask day.ndjson.gz --strategies random,longest-idle --json',
        'pointsman reask day.ndjson.gz --strategies sticky --chat Ab12 --explain',
      ),
    )
    .action(async (path: string, options: ReaskCommandOptions) =>
      done(await (await import('./commands/reask.ts')).reask(path, options, surroundings)),
    )

  add(pointsman, 'simulate', 'a simulated contact centre under one strategy (closed loop)')
    .argument('<scenario>', 'a scenario, JSON')
    .option('--strategy <S>', 'a name, a policy file (.json) or a plug-in (.mjs)', 'most-free-capacity')
    .addOption(policies())
    .addOption(new Option('--replications <N>', 'independent runs').argParser(wholeFrom(1)).default(20))
    .addOption(
      new Option('--workers <N>', 'threads; it never changes a digit')
        .argParser(wholeFrom(1))
        .default(availableParallelism(), 'all cores'),
    )
    .addOption(new Option('--seed <N>', 'where all chance comes from').argParser(wholeFrom(0, 2 ** 32 - 1)).default(1))
    .option('--trace <FILE>', 'every event of the first replication, as lines of JSON')
    .option('--record <FILE>', 'what the webhook would have received in the first replication, as a recording')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'pointsman simulate fixtures/scenarios/small-shop.json',
        'pointsman simulate my.json --strategy longest-idle --replications 100 --json',
      ),
    )
    .action(async (path: string, options: SimulateCommandOptions) =>
      done(await (await import('./commands/simulate.ts')).simulate(path, options, surroundings)),
    )

  add(pointsman, 'reconstruct', 'the scenario that a recording implies, and how surely')
    .argument('<recording>', 'an .ndjson or .ndjson.gz file, a folder of them, or - for stdin')
    .option('-o, --output <FILE>', 'where the scenario goes, as JSON')
    .option('--name <NAME>', "what the scenario is called; default: the recording's file name")
    .addOption(config())
    .option('--strict', 'a malformed line is an error')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'pointsman reconstruct day.ndjson.gz -o day.json',
        'pointsman reconstruct day.ndjson.gz -o day.json && pointsman simulate day.json',
      ),
    )
    .action(async (path: string, options: ReconstructOptions) =>
      done(await (await import('./commands/reconstruct.ts')).reconstruct(path, options, surroundings)),
    )

  add(pointsman, 'staffing', 'how many agents a target needs, by Erlang A or C')
    .addOption(
      new Option('--per-hour <N>', 'chats that arrive in an hour').argParser(numberAbove(0)).makeOptionMandatory(),
    )
    .addOption(new Option('--handle <S>', 'seconds a chat takes').argParser(numberAbove(0)).makeOptionMandatory())
    .addOption(new Option('--patience <S>', 'seconds a customer waits; default: for ever').argParser(numberAbove(0)))
    .addOption(
      new Option('--target <P>', 'per cent to be attended in time').argParser(numberAbove(0, 99.9999)).default(80),
    )
    .addOption(new Option('--within <S>', 'seconds that are in time').argParser(numberAbove(0)).default(20))
    .addOption(new Option('--abandoned <P>', 'per cent who may give up; default: any').argParser(numberAbove(0, 100)))
    .addOption(new Option('--slots <N>', 'chats at once, for each agent').argParser(wholeFrom(1)).default(1))
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'pointsman staffing --per-hour 180 --handle 300 --patience 120',
        'pointsman staffing --per-hour 600 --handle 480 --slots 3 --target 90 --json',
      ),
    )
    .action(async (options: StaffingOptions) =>
      done(await (await import('./commands/staffing.ts')).staffing(options, surroundings)),
    )

  add(pointsman, 'serve', 'the webhook server')
    .option('--config <FILE>', 'a JSON file; default: most-free-capacity, and the secret from POINTSMAN_INBENTA_SECRET')
    .option('--port <N>', 'where to listen; 0: any free port', wholeFrom(0), 8080)
    .option('--host <H>', 'on which address', '127.0.0.1')
    .addHelpText(
      'after',
      examples('POINTSMAN_INBENTA_SECRET=… pointsman serve', 'pointsman serve --config pointsman.json --port 8080'),
    )
    .action(async (options: ServeCommandOptions) =>
      done(await (await import('./commands/serve.ts')).serveCommand(options, surroundings)),
    )

  add(pointsman, 'strategies', 'lists the strategies that ship, and the words that policies are made of')
    .addOption(json())
    .addHelpText('after', examples('pointsman strategies', 'pointsman strategies --json'))
    .action(async (options: StrategiesOptions) =>
      done(await (await import('./commands/strategies.ts')).strategies(options, surroundings)),
    )

  add(pointsman, 'check', 'holds a strategy to the laws; exit code 1 when it breaks one')
    .argument('<strategy>', 'a plug-in (.mjs), a policy file (.json) or a name')
    .addOption(policies())
    .addOption(new Option('--laws <L1,L2,…>', 'which laws; default: all').argParser(listed))
    .addOption(new Option('--skip <LAW=REASON>', 'a law that it does not claim').argParser(again).default([], 'none'))
    .addOption(new Option('--runs <N>', 'cases for each law').argParser(wholeFrom(1)).default(1000))
    .addOption(new Option('--seed <N>', 'where the cases come from').argParser(wholeFrom(0)).default(1))
    .addOption(json())
    .addHelpText('after', examples('pointsman check ./my-strategy.mjs', 'pointsman check round-robin --runs 10000'))
    .action(async (path: string, options: CheckCommandOptions) =>
      done(await (await import('./commands/check.ts')).check(path, options, surroundings)),
    )
  add(pointsman, 'help', 'what a command does, and its options')
    .argument('[command]', 'which; default: all of them')
    .addHelpText('after', examples('pointsman help', 'pointsman help decide'))
    .action((name: string | undefined) => commandOf(pointsman, name).help())
  return pointsman
}

function commandOf(pointsman: Command, name: string | undefined): Command {
  if (name === undefined) return pointsman
  const found = pointsman.commands.find((command) => command.name() === name)
  if (found !== undefined) return found
  const names = pointsman.commands.map((command) => command.name())
  throw new BadInput(noSuch('command', name, names))
}

function add(parent: Command, name: string, summary: string): Command {
  return parent.command(name).description(summary).allowExcessArguments(false)
}

/** Commander speaks through our streams, throws instead of ending the process, and leaves errors to `main`. */
function quiet(command: Command, { stdout, stderr }: Surroundings): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => void stdout.write(text),
    writeErr: (text) => void stderr.write(text),
    outputError: () => {},
    getOutHelpWidth: () => (stdout.isTTY === true ? (stdout.columns ?? 80) : 80),
    getErrHelpWidth: () => (stderr.isTTY === true ? (stderr.columns ?? 80) : 80),
  })
}

function policies(): Option {
  return new Option('--policies <FILE>', 'policies that can be named; may be repeated')
    .argParser(again)
    .default([], 'none')
}

function config(): Option {
  return new Option(
    '--config <FILE>',
    'a server configuration: its policies, skills, and of inbenta emptyRooms, emptyLanguages, capacityCountsInvitations',
  )
}

function seed(): Option {
  return new Option('--seed <N>', 'seeds the lots').argParser(wholeFrom(0)).default(0)
}

function json(): Option {
  return new Option('--json', 'one JSON document on stdout')
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`
}

/** Ends without an empty line: the examples begin with one. */
const noMemory = `
One payload is all it knows: it remembers no turns, reservations or refusals, so
that strategies which go by turns fall back to the lot. reask keeps a memory.
`
