import { catalog } from '@pointsman/core'
import { FaultError, parseFaults, type Faults } from '@pointsman/emulator'
import { findContenders } from '../contender/find-contenders.ts'
import { deadlineDocument } from '../deadline/deadline-document.ts'
import { deadlineInWords } from '../deadline/deadline-in-words.ts'
import { isUnheard, runDeadline, type OverHttp } from '../deadline/deadline-run.ts'
import { realLoadClock } from '../deadline/real-load-clock.ts'
import { BadInput } from '../input/bad-input.ts'
import type { Surroundings } from '../surroundings.ts'
import { pageOf } from '../terminal/page.ts'
import { Progress } from '../terminal/progress.ts'
import { warn } from '../terminal/warn.ts'
import { write } from '../terminal/write.ts'

/** The options of `deadline`. */
export interface DeadlineCommandOptions {
  readonly agents: readonly number[]
  readonly strategies?: readonly string[]
  readonly policies: readonly string[]
  readonly inProcess: boolean
  readonly url?: string
  readonly secret?: string
  readonly rates?: readonly number[]
  readonly rateAgents: number
  readonly faults?: string
  readonly requests: number
  readonly seconds: number
  readonly seed: number
  readonly json?: boolean
}

/** Decision latency as the roster grows, against the deadline. An interrupt ends it, and what is known is told. */
export async function deadline(options: DeadlineCommandOptions, surroundings: Surroundings): Promise<number> {
  const { agents, json, policies, requests, seconds, seed } = options
  const over = overHttp(options, surroundings.env)
  if (over === undefined && !options.inProcess) throw new BadInput('--no-in-process: expected --url beside it')
  const asked = options.strategies ?? catalog.map(({ policy }) => policy.name)
  const contenders = await findContenders(options.inProcess ? asked : [], {
    policies,
    seed,
    warn: warn(surroundings),
  })
  const progress = new Progress(surroundings)
  const stop = new AbortController()
  const release = surroundings.onInterrupt(() => stop.abort())
  try {
    const sizes = [...new Set(agents)].sort((a, b) => a - b)
    const report = await runDeadline(
      { agents: sizes, contenders, requests, seconds, seed, ...(over === undefined ? {} : { over }) },
      {
        clock: realLoadClock(surroundings.nanoseconds),
        now: () => Date.now() / 1000,
        signal: stop.signal,
        onProgress: (done, share, things) => progress.reached(done, share, things),
      },
    )
    progress.done()
    const nothing = report.inProcess.length === 0 && (report.overHttp?.sizes.length ?? 0) === 0
    if (report.cutOff && nothing) throw new BadInput('interrupted before anything was measured')
    if (report.cutOff) surroundings.stderr.write('pointsman: interrupted; this is what was measured until then\n')
    const text = json
      ? `${JSON.stringify(deadlineDocument(report), null, 2)}\n`
      : deadlineInWords(report, pageOf(surroundings))
    await write(surroundings.stdout, text)
    const unheard = isUnheard(report.overHttp?.sizes ?? [])
    if (unheard) {
      const { trouble = 'all failed' } = report.overHttp ?? {}
      warn(surroundings)(
        `--url: none of the deliveries was answered as it must be: ${trouble}` +
          `${trouble === 'answered 401' ? '; is the secret that of the webhook?' : ''}`,
      )
    }
    return unheard ? 1 : 0
  } finally {
    release()
    progress.done()
  }
}

function overHttp(options: DeadlineCommandOptions, env: Surroundings['env']): OverHttp | undefined {
  const { rateAgents, rates, url } = options
  if (url === undefined) {
    for (const [option, given] of [
      ['--secret', options.secret],
      ['--rates', rates],
      ['--faults', options.faults],
    ] as const) {
      if (given !== undefined) throw new BadInput(`${option}: expected --url beside it`)
    }
    return undefined
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new BadInput(`--url: expected http://… or https://…, got ${JSON.stringify(url)}`)
  }
  const secret = options.secret ?? env['POINTSMAN_INBENTA_SECRET'] ?? ''
  if (secret === '') throw new BadInput('--url: expected --secret beside it, or POINTSMAN_INBENTA_SECRET')
  const faults = options.faults === undefined ? {} : { faults: readFaults(options.faults) }
  return { url, secret, rateAgents, ...(rates === undefined ? {} : { rates }), ...faults }
}

function readFaults(text: string): Faults {
  try {
    return parseFaults(text)
  } catch (error) {
    if (error instanceof FaultError) throw new BadInput(`--${error.message}`, { cause: error })
    throw error
  }
}
