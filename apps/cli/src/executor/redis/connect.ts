import { Redis } from 'ioredis'
import { BadInput } from '../../input/bad-input.ts'
import type { RedisAddress } from './redis-address.ts'

/**
 * Connects to a Redis. It must be there at first, or this throws BadInput; later on, commands wait until it is back, and `say`
 * tells of it.
 */
export async function connect({ url, shown }: RedisAddress, say: (line: string) => void): Promise<Redis> {
  let reached = false
  let lost = false
  let why = 'no answer'
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5000,
    // Commands wait as long as it takes; before the first contact there is no second try.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (reached ? Math.min(50 * times, 1000) : null),
  })
  redis.on('error', (error: Error) => (why = error.message || (error as NodeJS.ErrnoException).code || why))
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    if (error instanceof Error && error.message !== 'Connection is closed.') why = error.message
    throw new BadInput(`${shown}: cannot be used: ${why}`, { cause: error })
  }
  reached = true
  redis.on('reconnecting', () => {
    if (!lost) say(`${shown}: the connection is lost; waiting until it is back`)
    lost = true
  })
  redis.on('ready', () => {
    if (lost) say(`${shown}: is back`)
    lost = false
  })
  return redis
}
