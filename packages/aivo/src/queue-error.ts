/** Why a conversation was not queued: one line, without the token. */
export class QueueError extends Error {
  override readonly name = 'QueueError'
  /** Whether it may be in the queue all the same: nobody heard what became of the call. */
  readonly uncertain: boolean

  constructor(message: string, uncertain: boolean) {
    super(message)
    this.uncertain = uncertain
  }
}
