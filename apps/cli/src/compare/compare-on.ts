import { runComparison, type Comparison, type Executor, type Stopped } from '@pointsman/simulator'
import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { asBadInput } from '../executor/as-bad-input.ts'
import { BadInput } from '../input/bad-input.ts'
import { shortcomings } from '../simulate/shortcomings.ts'
import type { Surroundings } from '../surroundings.ts'
import { pageOf } from '../terminal/page.ts'
import { printable } from '../terminal/printable.ts'
import { Progress } from '../terminal/progress.ts'
import { warn } from '../terminal/warn.ts'
import { write } from '../terminal/write.ts'
import type { CompareCommandOptions } from './compare-command-options.ts'
import { comparisonInWords } from './comparison-in-words.ts'
import { howToReproduce } from './how-to-reproduce.ts'
import { lineUp } from './line-up.ts'
import { readSubject } from './read-subject.ts'

/** Of each strategy where nothing says how many; and where something says when to stop. */
const usual = 20
const mostEver = 5000

/** Closed loop, several strategies with the same customers, of a scenario or of a recorded day. An interrupt ends the run; what all have done by then is compared. */
export async function compareOn(
  executor: Executor,
  path: string,
  options: CompareCommandOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { budget, json, policies, precision, seed } = options
  const say = warn(surroundings)
  if (options.html !== undefined) expectWritable(options.html)
  const { day, scenario } = await readSubject(path, options, surroundings)
  const { baseline, contenders, references, replay } = await lineUp(
    { strategies: options.strategies, baseline: options.baseline },
    { policies, seed, warn: say },
    day,
  )
  const most = options.replications ?? (precision === undefined && budget === undefined ? usual : mostEver)
  const progress = new Progress(surroundings)
  const stop = new AbortController()
  let reason: Stopped = 'interrupted'
  const release = surroundings.onInterrupt(() => stop.abort())
  const end = (): void => {
    reason = 'budget'
    stop.abort()
  }
  const timer = budget === undefined ? undefined : setTimeout(end, budget * 1000)
  const begun = surroundings.nanoseconds()
  try {
    const found = await runComparison({
      scenario,
      strategies: contenders.map(({ name, reference }) => ({ name, reference })),
      baseline,
      seed,
      most,
      precision,
      executor,
      signal: stop.signal,
      reason: () => reason,
      onProgress: (done, of) => {
        const spent = Number(surroundings.nanoseconds() - begun) / 1e9
        progress.reached(
          Math.floor(done),
          Math.min(1, Math.max(done / of, spent / (budget ?? Infinity))),
          'replications',
        )
      },
      replay,
      reproduce: (made) => howToReproduce(path, { ...options, strategies: references, baseline }, made),
    })
    progress.done()
    if (found === undefined) throw new BadInput(tooEarly(reason, budget))
    if (found.stopped === 'interrupted') {
      surroundings.stderr.write(
        `pointsman: interrupted; this is what ${found.replications} of ${most} replications of each strategy say\n`,
      )
    }
    for (const line of oddities(found)) say(`${path}: ${line}`)
    const text = json ? `${JSON.stringify(found, null, 2)}\n` : comparisonInWords(found, pageOf(surroundings))
    if (precision !== undefined && found.stopped === 'replications') {
      say(`--precision: ${found.replications} replications of each were not enough for it`)
    }
    // First what is sure to succeed: it may have taken long to find.
    await write(surroundings.stdout, text)
    if (options.html !== undefined) {
      await writePage(options.html, found)
      if (json !== true) await write(surroundings.stdout, `Page: ${printable(options.html)}\n`)
    }
    return 0
  } catch (error) {
    throw asBadInput(error, path)
  } finally {
    clearTimeout(timer)
    release()
    progress.done()
  }
}

/** Throws BadInput where a file cannot be written, before anything is done for it; the file stays as it is. */
function expectWritable(path: string): void {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error('it is a folder')
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK)
  } catch (error) {
    throw notWritable(path, error)
  }
}

async function writePage(path: string, found: Comparison): Promise<void> {
  // Most comparisons are of no page.
  const page = (await import('@pointsman/report')).renderPage(found)
  try {
    writeFileSync(path, page)
  } catch (error) {
    throw notWritable(path, error)
  }
}

function notWritable(path: string, error: unknown): BadInput {
  const { message } = error instanceof Error ? error : new Error(String(error))
  return new BadInput(`--html: expected a file that can be written, got ${path} (${message})`, { cause: error })
}

function tooEarly(reason: Stopped, budget: number | undefined): string {
  const before = 'before every strategy had done one replication'
  return reason === 'budget' ? `--budget: ${budget} s were over ${before}` : `interrupted ${before}`
}

/** What is odd about the results, each told once. */
function oddities({ results }: Comparison): readonly string[] {
  const lines = results.flatMap(({ chats, strategy }) => shortcomings(chats).map((line) => ({ line, strategy })))
  return [...new Set(lines.map(({ line }) => line))].map((line) => {
    const which = lines.filter((one) => one.line === line).map(({ strategy }) => strategy)
    return which.length === results.length ? line : `${which.join(', ')}: ${line}`
  })
}
