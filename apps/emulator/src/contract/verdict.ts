import { ApiError } from '@pointsman/inbenta/api'
import type { Assumption } from './assumption.ts'
import type { Need } from './need.ts'
import { NotTried } from './not-tried.ts'
import { Refuted } from './refuted.ts'
import type { Tenant } from './tenant.ts'

/** What a tenant says of an assumption. */
export interface Verdict {
  readonly assumption: Assumption
  readonly outcome: 'confirmed' | 'refuted' | 'not tried'
  readonly because: string
}

const missing: Readonly<Record<Exclude<Need, 'person'>, string>> = {
  'domain key': 'needs AGENT_CHAT_DOMAIN_KEY',
  webhook: 'needs AGENT_CHAT_WEBHOOK_URL, an address that the platform can reach',
  'test agent': 'needs AGENT_CHAT_AGENT, an agent who may be logged out',
  'queue mode': 'the tenant is not in queue mode',
  'search mode': 'the tenant is in queue mode',
}

/** Tries an assumption on a tenant; never rejects. What the check began it ends. */
export async function tryAssumption(assumption: Assumption, tenant: Tenant): Promise<Verdict> {
  const lacking = assumption.needs.find((need) => need !== 'person' && !tenant.has(need))
  if (lacking !== undefined && lacking !== 'person')
    return { assumption, outcome: 'not tried', because: missing[lacking] }
  try {
    return { assumption, outcome: 'confirmed', because: await assumption.check(tenant) }
  } catch (error) {
    return { assumption, ...failed(error) }
  } finally {
    await tenant.tidy()
  }
}

function failed(error: unknown): Omit<Verdict, 'assumption'> {
  const because = (error as Error).message
  const unheard = error instanceof ApiError && (error.kind === 'unreachable' || error.kind === 'timeout')
  if (error instanceof NotTried || unheard) return { outcome: 'not tried', because }
  // Whatever else the platform did, it was not what we go by.
  if (error instanceof Refuted || error instanceof ApiError) return { outcome: 'refuted', because }
  return { outcome: 'not tried', because: `the check failed: ${because}` }
}
