import type { Log } from '@pointsman/server'
import { ConfigError, createNodeServer, pinoLog, readConfig, type Environment } from '@pointsman/server/node'
import { listen } from './listen.ts'
import { ServeError } from './serve-error.ts'

/** How the server is started. */
export interface ServeOptions {
  /** The configuration file; without one, the defaults. */
  readonly config?: string
  /** 0: any free port. */
  readonly port: number
  readonly host: string
  readonly environment: Environment
  readonly log?: Log
  /** Whether SIGTERM and SIGINT end it. Default true. */
  readonly signals?: boolean
}

/** A server that is running. */
export interface Running {
  readonly url: string
  /** Resolves with the exit code when it has ended. */
  readonly ended: Promise<number>
  /** Ends it in order: readiness off, requests in flight answered, everything written down. */
  stop(): Promise<number>
}

/** Kept of the budget, when ending, for what has to be written down. */
const writingMs = 500

/** Starts the webhook server. Throws a ServeError, one line, where it cannot be started as asked. */
export async function serve(options: ServeOptions): Promise<Running> {
  const { port, host, environment, signals = true } = options
  const log = options.log ?? pinoLog(environment['POINTSMAN_LOG_LEVEL'] ?? 'info')
  try {
    const { config, folder } = await readConfig(options.config, environment)
    const server = await createNodeServer(config, folder, log).catch((error: unknown) => {
      if (error instanceof ConfigError && options.config !== undefined) {
        throw new ConfigError(`${options.config}: ${error.message}`)
      }
      throw error
    })
    if (server.unpaired && options.config !== undefined && !config.inbenta.pairing) {
      // Whoever writes a file says whom they trust: strangers are let in by a word, not by an oversight.
      await server.close()
      throw new ServeError(
        `${options.config}: inbenta.secrets: expected at least one secret, one that was paired, or "pairing": true, got an empty list`,
      )
    }
    const { budgetMs } = config
    // Unless it is said how long, all of it has to happen within the budget.
    const graceMs = config.graceMs ?? budgetMs / 4
    const closingMs = config.graceMs === undefined ? Math.max(0, budgetMs - graceMs - writingMs) : budgetMs
    const listening = await listen(server, { port, host, budgetMs }).catch(async (error: NodeJS.ErrnoException) => {
      await server.close()
      throw new ServeError(`port ${port}: expected a port that can be listened on at ${host}, got ${error.code}`)
    })
    let stopping: Promise<number> | undefined
    let end: (code: number) => void
    const ended = new Promise<number>((resolve) => (end = resolve))
    const stop = (): Promise<number> => {
      stopping ??= (async () => {
        log.info({}, 'ending: requests in flight are answered, then everything is written down')
        server.drain()
        // Whoever balances the load has to see it first, and whoever is connected gets told with their next answer.
        await new Promise((resolve) => setTimeout(resolve, graceMs))
        await listening.close(closingMs)
        const ended = await server.close()
        if (!ended && signals) {
          // Leaving in order would wait for the thread: for as long as what it called takes, or for ever.
          log.error({}, 'ending by force: a plug-in is stuck in native code; everything is written down')
          process.kill(process.pid, 'SIGKILL')
        }
        log.info({}, 'ended')
        for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal)
        end(0)
        return 0
      })()
      return stopping
    }
    const onSignal = (): void => void stop()
    if (signals) for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, onSignal)
    log.info({ url: listening.url, strategy: config.strategy, budgetMs }, `listening on ${listening.url}`)
    if (server.unpaired) log.warn({}, 'pairing mode: no secret is known, so the first handshake will be taken')
    else if (config.inbenta.pairing) log.warn({}, 'pairing is on: every handshake will be taken')
    return { url: listening.url, ended, stop }
  } catch (error) {
    if (error instanceof ConfigError) throw new ServeError(error.message)
    throw error
  }
}
