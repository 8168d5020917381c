import { sameBytes } from '@pointsman/wire'
import { Refused } from '../platform/refused.ts'
import type { Credentials } from './credentials.ts'

/** What a caller may do: everything, or only what a web page may. */
export type Access = 'secret' | 'domain-key'

/** The headers that say who calls. */
export interface Claim {
  readonly appId: string | undefined
  readonly secret: string | undefined
  readonly key: string | undefined
  /** Whether the route is one of those that a domain key may call. */
  readonly open: boolean
}

/**
 * Who calls. The app's id is always needed; the documented samples of what a domain key may call bear nothing else, so
 * that it alone opens as much. Throws Refused.
 */
export function access({ appId, key, open, secret }: Claim, credentials: Credentials): Access {
  if (appId === undefined || appId === '') throw new Refused(401, 'The header x-hyper-appId is missing')
  if (!same(appId, credentials.appId)) throw new Refused(401, 'There is no app of this x-hyper-appId')
  if (secret !== undefined) {
    if (!same(secret, credentials.secret)) throw new Refused(401, 'x-hyper-secret is wrong')
    return 'secret'
  }
  if (key !== undefined && !same(key, credentials.domainKey)) throw new Refused(401, 'x-hyper-key is wrong')
  if (open) return 'domain-key'
  if (key === undefined) throw new Refused(401, 'The header x-hyper-secret is missing')
  throw new Refused(403, 'A domain key may not call this; x-hyper-secret is needed')
}

function same(a: string, b: string): boolean {
  const encoder = new TextEncoder()
  return sameBytes(encoder.encode(a), encoder.encode(b))
}
