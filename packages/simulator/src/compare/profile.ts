/** How chats waited and when, for plots: plain data that adds up over replications. */
export interface Profile {
  /** Chats offered after the warm-up by how long they waited until attended, abandoned or lost. */
  readonly waits: {
    /** Upper edges of the bins, seconds, rising; the same for every strategy. The first is 0: no wait. */
    readonly edges: readonly number[]
    /** One more than the edges: the last counts what is beyond. */
    readonly counts: readonly number[]
  }
  /** The same chats by when they came: slices of a repeating period (a day, or the whole where nothing repeats). */
  readonly overTime: {
    /** Seconds. */
    readonly period: number
    readonly slices: readonly {
      readonly offered: number
      readonly withinServiceLevel: number
      readonly abandoned: number
      /** Seconds waited, of all. */
      readonly waited: number
    }[]
  }
}
