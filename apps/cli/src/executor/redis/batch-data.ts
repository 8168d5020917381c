/** What the queue holds of a batch. */
export interface BatchData {
  /** The id of the study, which is kept beside the queue. */
  readonly study: string
  readonly first: number
  readonly count: number
}

/** How often a batch is tried that crashes for no reason we know. A worker that is killed does not count. */
export const attempts = 5
