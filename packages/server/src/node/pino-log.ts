import { pino } from 'pino'
import type { Log } from '../log.ts'

/** Structured logs on stderr, a JSON object a line. */
export function pinoLog(level = 'info'): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
}
