#!/usr/bin/env node
// The container's entry point: `pointsman serve` and nothing else.
import { parseArgs } from 'node:util'
import { serve } from './serve.ts'
import { ServeError } from './serve-error.ts'

try {
  const { values } = parseArgs({
    options: { config: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' } },
  })
  const { env } = process
  const config = values.config ?? env['POINTSMAN_CONFIG']
  const port = Number(values.port ?? env['PORT'] ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ServeError('port: expected a number up to 65535')
  const host = values.host ?? env['HOST'] ?? '0.0.0.0'
  const running = await serve({ ...(config === undefined ? {} : { config }), port, host, environment: env })
  process.exitCode = await running.ended
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException
  const usage = error instanceof ServeError || code?.startsWith('ERR_PARSE_ARGS') === true
  process.stderr.write(`pointsman: ${usage ? message : `internal error: ${message}`}\n`)
  process.exitCode = usage ? 2 : 3
}
