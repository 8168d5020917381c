import type { Need } from './need.ts'
import type { Tenant } from './tenant.ts'

/** What we go by though the readable documents do not say it, and how a tenant shows whether it is so. */
export interface Assumption {
  /** `EA1` and on; it never changes. */
  readonly id: string
  /** In one sentence. */
  readonly states: string
  /** `code`: seen in public code; `inferred`: a reading of the documents; `unknown`: nobody says anything. */
  readonly basis: 'code' | 'inferred' | 'unknown'
  /**
   * What it takes to try it, beside credentials: `webhook`: one that the platform can reach; `test agent`: an agent who may
   * be logged out; `queue mode`, `search mode`: that setting; `person`: somebody at the platform's own screens, whose part
   * the check tells as not tried.
   */
  readonly needs: readonly Need[]
  /** Answers in words what was seen. Throws `Refuted` or `NotTried`. */
  readonly check: (tenant: Tenant) => Promise<string>
}
