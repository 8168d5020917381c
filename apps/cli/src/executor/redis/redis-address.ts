import { BadInput } from '../../input/bad-input.ts'

/** Where a Redis is. */
export interface RedisAddress {
  readonly url: string
  /** As it may be shown: without a name or a password. */
  readonly shown: string
}

/** Reads `redis://[name:password@]host[:port][/database]`, or `rediss://…`. Throws BadInput, which shows no password. */
export function redisAddress(text: string, option: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== '') {
    const database = url.pathname.length > 1 ? url.pathname : ''
    return { url: text, shown: `${url.protocol}//${url.hostname}:${url.port || '6379'}${database}` }
  }
  const got = text.includes('@') ? 'another kind of address' : JSON.stringify(text)
  throw new BadInput(`${option}: expected an address such as redis://127.0.0.1:6379, got ${got}`)
}
