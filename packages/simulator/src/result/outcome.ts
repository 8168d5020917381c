import type { Profile } from '../compare/profile.ts'
import type { Metrics } from './metrics.ts'

/** How many chats went which way, after the warm-up. */
export interface Counts {
  readonly offered: number
  readonly attended: number
  readonly abandoned: number
  readonly lost: number
  /** Neither: nobody would ever have taken them when the run was ended. */
  readonly unfinished: number
}

/** What an agent did between the end of the warm-up and the last arrival. */
export interface AgentOutcome {
  readonly id: string
  /** Chats attended of those offered after the warm-up. */
  readonly chats: number
  /** Active chats over slots, while online. */
  readonly occupancy: number
  /** Seconds online. */
  readonly online: number
}

/** Metrics of the whole and of each queue. */
export interface Measures {
  readonly metrics: Metrics
  readonly byQueue: Readonly<Record<string, Metrics>>
}

/** What one replication came to: plain data. */
export interface Outcome extends Measures {
  readonly counts: Counts
  readonly agents: readonly AgentOutcome[]
  /** By batch, where batches were asked for. */
  readonly batches: readonly Measures[]
  /** Where one was asked for. */
  readonly profile?: Profile | undefined
  /**
   * Where one was asked for: the mean wait of the same customers that no routing could beat, as `pooledWait` has it of the
   * scenario as it was drawn for the replication. Seconds.
   */
  readonly bound?: number | undefined
}
