#!/usr/bin/env node
import { main } from './main.ts'

// Whoever reads us may stop reading, as `head` does; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  nanoseconds: () => process.hrtime.bigint(),
  onInterrupt: (then) => {
    process.once('SIGINT', then)
    return () => process.off('SIGINT', then)
  },
  onEnd: (then) => {
    const signals = ['SIGINT', 'SIGTERM'] as const
    const release = (): void => signals.forEach((signal) => process.off(signal, once))
    const once = (): void => {
      release()
      then()
    }
    for (const signal of signals) process.on(signal, once)
    return release
  },
})

// After an interrupt there may be more to read; nobody will.
process.stdin.destroy()
