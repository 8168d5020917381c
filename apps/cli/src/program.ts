import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import type { CheckCommandOptions } from './commands/check.ts'
import type { DeadlineCommandOptions } from './commands/deadline.ts'
import type { DecideOptions } from './commands/decide.ts'
import type { EmulateOptions } from './commands/emulate.ts'
import type { ReaskCommandOptions } from './commands/reask.ts'
import type { ReconstructOptions } from './commands/reconstruct.ts'
import type { SimulateCommandOptions } from './commands/simulate.ts'
import type { StaffingOptions } from './commands/staffing.ts'
import type { ServeCommandOptions } from './commands/serve.ts'
import type { StrategiesOptions } from './commands/strategies.ts'
import type { WorkerCommandOptions } from './commands/worker.ts'
import type { CompareCommandOptions } from './compare/compare-command-options.ts'
import { BadInput } from './input/bad-input.ts'
import { noSuch } from './contender/no-such.ts'
import { again, duration, listed, numberAbove, numbers, percentage, perCent, wholeFrom } from './options.ts'
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
    .addOption(threads('threads; it never changes a digit'))
    .addOption(executor())
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

  add(pointsman, 'compare', 'several strategies with the same customers in closed loop, and which is better')
    .argument('<path>', 'a scenario, .json; or a recording: .ndjson, .ndjson.gz, a folder, or -')
    .addOption(
      new Option('--strategies <A,B,…>', 'two or more')
        .argParser((text, before) => listed(text, before === usualStrategies ? [] : (before as readonly string[])))
        .default(usualStrategies, usualStrategies.join(',')),
    )
    .addOption(policies())
    .option('--baseline <A>', 'what the others are held against; default: the first, or whatever answered a recording')
    .addOption(
      new Option('--replications <N>', 'runs of each; default: 20, or as many as the next two ask for').argParser(
        wholeFrom(1, 100_000),
      ),
    )
    .addOption(
      new Option('--precision <P>', 'go on until every decisive interval is within this, such as 2%').argParser(
        percentage,
      ),
    )
    .addOption(new Option('--budget <TIME>', 'stop after this, such as 60s').argParser(duration))
    .addOption(threads('threads; it never changes a digit'))
    .addOption(executor())
    .addOption(new Option('--seed <N>', 'where all chance comes from').argParser(wholeFrom(0, 2 ** 32 - 1)).default(1))
    .option('--html <FILE>', 'writes a page of it: one file, with plots')
    .addOption(config())
    .option('--strict', 'of a recording: a malformed line is an error')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'pointsman compare fixtures/scenarios/often-refused.json',
        'pointsman compare day.ndjson.gz --html day.html',
        'pointsman compare my.json --strategies longest-idle,my-policy.json --precision 2% --budget 5m',
      ),
    )
    .action(async (path: string, options: CompareCommandOptions) =>
      done(await (await import('./commands/compare.ts')).compare(path, options, surroundings)),
    )

  add(
    pointsman,
    'worker',
    'does the replications of runs that name the same Redis with --executor, on any number of machines',
  )
    .addOption(new Option('--redis <URL>', 'where the runs leave their work').makeOptionMandatory())
    .addOption(threads('threads'))
    .addHelpText('after', examples('pointsman worker --redis redis://127.0.0.1:6379'))
    .action(async (options: WorkerCommandOptions) =>
      done(await (await import('./commands/worker.ts')).worker(options, surroundings)),
    )

  add(pointsman, 'reconstruct', 'the scenario that a recording implies, and how surely')
    .argument('<recording>', 'an .ndjson or .ndjson.gz file, a folder of them, or - for stdin')
    .option('-o, --output <FILE>', 'where the scenario goes, as JSON')
    .option('--columns <ROLES>', 'the argument is a CSV history: arrived=HEADING,agent=…,ended=…')
    .option('--name <NAME>', "what the scenario is called; default: the recording's file name")
    .addOption(config())
    .option('--strict', 'a malformed line is an error')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'pointsman reconstruct day.ndjson.gz -o day.json',
        'pointsman reconstruct day.ndjson.gz -o day.json && pointsman simulate day.json',
        'pointsman reconstruct chats.csv --columns arrived=Created,agent=Agent,ended=Closed',
      ),
    )
    .action(async (path: string, options: ReconstructOptions) =>
      done(await (await import('./commands/reconstruct.ts')).reconstruct(path, options, surroundings)),
    )

  add(pointsman, 'staffing', 'how many agents a target needs, by Erlang A or C')
    .addOption(
      new Option('--per-hour <N>', 'chats that arrive in an hour').argParser(numberAbove(0, 1e8)).makeOptionMandatory(),
    )
    .addOption(
      new Option('--handle <TIME>', 'how long a chat takes: 300, 300s or 5m').argParser(duration).makeOptionMandatory(),
    )
    .addOption(new Option('--patience <TIME>', 'how long a customer waits; default: for ever').argParser(duration))
    .addOption(new Option('--target <P>', 'per cent to be attended in time').argParser(perCent(99.9999)).default(80))
    .addOption(new Option('--within <TIME>', 'what is in time').argParser(duration).default(20))
    .addOption(new Option('--abandoned <P>', 'per cent who may give up; default: any').argParser(perCent(100)))
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

  add(pointsman, 'deadline', 'how long decisions take as the roster grows, against the 5 s deadline')
    .addOption(
      new Option('--agents <N,N,…>', 'sizes of the roster')
        .argParser(numbers(wholeFrom(1, 100_000)))
        .default([10, 100, 1000, 10_000], '10,100,1000,10000'),
    )
    .addOption(new Option('--strategies <A,B,…>', 'which; default: all that ship').argParser(listed))
    .addOption(policies())
    .option('--no-in-process', 'measure over HTTP alone')
    .option('--url <URL>', 'a webhook to measure over HTTP; it takes made-up chats for real ones')
    .option('--secret <S>', "the webhook's secret; default: POINTSMAN_INBENTA_SECRET")
    .addOption(
      new Option('--rates <N,N,…>', 'requests a second; default: raised until it is too much').argParser(
        numbers(numberAbove(0, 100_000)),
      ),
    )
    .addOption(
      new Option('--rate-agents <N>', 'the roster at these rates; 0: no rates').argParser(wholeFrom(0)).default(100),
    )
    .option('--faults <LIST>', 'on the way to the webhook: latency=200ms,loss=1%,duplicate=1%,reorder=1%')
    .addOption(new Option('--requests <N>', 'at most, for each size').argParser(wholeFrom(1)).default(1000))
    .addOption(new Option('--seconds <S>', 'for each size and each rate').argParser(numberAbove(0)).default(5))
    .addOption(seed())
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'pointsman deadline',
        'pointsman deadline --agents 200,2000 --strategies random,longest-idle --json',
        'pointsman deadline --no-in-process --url http://127.0.0.1:8080/webhooks/inbenta',
      ),
    )
    .action(async (options: DeadlineCommandOptions) =>
      done(await (await import('./commands/deadline.ts')).deadline(options, surroundings)),
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

  add(pointsman, 'emulate', 'stands in for Agent Chat: its REST API, its queue, and the caller of your webhook')
    .argument('[scenario]', 'a scenario to play, JSON; without one: three idle agents and a page to act on')
    .option('--port <N>', 'where to listen; 0: any free port', wholeFrom(0, 65_535), 8000)
    .option('--host <H>', 'on which address', '127.0.0.1')
    .addOption(new Option('--webhook <URL>', 'a webhook to call; may be repeated').argParser(again).default([], 'none'))
    .option('--secret <S>', "the webhook's secret; default: made up, and given in the handshake")
    .addOption(
      new Option('--events <A,B,…>', 'which events the webhook gets; default: the usual ones').argParser(listed),
    )
    .option('--app-id <A>', "the app's id; default: made up")
    .option('--app-secret <S>', "the app's secret; default: made up")
    .option('--domain-key <K>', "the app's domain key; default: made up")
    .addOption(
      new Option('--mode <M>', 'without a scenario: queue (default), or search for agents on request').choices([
        'queue',
        'search',
      ]),
    )
    .addOption(
      new Option(
        '--speed <N>',
        'seconds of the world in one of yours; default: 60 with a scenario, 1 without',
      ).argParser(numberAbove(0, 1e6)),
    )
    .addOption(new Option('--seed <N>', 'where all chance comes from').argParser(wholeFrom(0, 2 ** 32 - 1)).default(1))
    .option('--hold', 'the world stands still while an answer is awaited; default with a scenario')
    .option('--no-hold', 'the world goes on meanwhile')
    .addOption(
      new Option('--timeout <S>', "seconds until an answer is late; Agent Chat's are 5")
        .argParser(numberAbove(0, 60))
        .default(5),
    )
    .option('--scale-timeout', 'divide that by the speed')
    .option('--state <FOLDER>', 'without a scenario: where to keep what is to be known again after a restart')
    .option('--faults <F>', 'between here and the webhook: latency=200ms,loss=1%,duplicate=1%,reorder=1%')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'pointsman emulate --webhook http://127.0.0.1:8080/webhooks/inbenta',
        'pointsman emulate my.json --speed 600 --webhook http://127.0.0.1:8080/webhooks/inbenta',
      ),
    )
    .action(async (path: string | undefined, options: EmulateOptions) =>
      done(await (await import('./commands/emulate.ts')).emulate(path, options, surroundings)),
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
    'a server configuration: its policies, skills, needs, and of inbenta emptyRooms, emptyLanguages, capacityCountsInvitations',
  )
}

function threads(words: string): Option {
  return new Option('--workers <N>', words).argParser(wholeFrom(1)).default(availableParallelism(), 'all cores')
}

function executor(): Option {
  return new Option('--executor <URL>', 'a Redis whose workers (pointsman worker) do it; it never changes a digit')
}

function seed(): Option {
  return new Option('--seed <N>', 'seeds the lots').argParser(wholeFrom(0)).default(0)
}

function json(): Option {
  return new Option('--json', 'one JSON document on stdout')
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${continued(line)}`).join('\n')}\n`
}

/** A command over several lines where it is longer than one, to be copied as it stands. */
function continued(command: string): string {
  return command.replaceAll(/(?=.{73})(.{1,70}) /g, '$1 \\\n      ')
}

/** What is compared where nothing is named: what platforms do by default, and what is most often tried instead. */
const usualStrategies: readonly string[] = [
  'most-free-capacity',
  'least-loaded',
  'round-robin',
  'longest-idle',
  'rejection-averse',
]

/** Ends without an empty line: the examples begin with one. */
const noMemory = `
One payload is all it knows: it remembers no turns, reservations or refusals, so
that strategies which go by turns fall back to the lot. reask keeps a memory.
`
