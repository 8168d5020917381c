import type { AgentRecord } from '../sightings/agent-record.ts'

/** An invitation that came to no end, as the customer left, or of which nobody saw what came of it. */
export interface Withdrawal {
  /** Undefined: nobody saw whose. */
  readonly agent: AgentRecord | undefined
  /** How long it had been out. */
  readonly seconds: number
  readonly weight: number
  /** What came of it, where that is known. */
  readonly answer?: 'accepted' | 'refused' | 'expired'
}
