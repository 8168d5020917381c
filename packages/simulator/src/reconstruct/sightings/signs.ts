/**
 * Of a chat that nobody saw again, what those did who may have been invited, where their last activity tells: nothing; something
 * that left no other trace, when; or something that was seen, and may cover what was not.
 */
export interface Signs {
  readonly kind: 'none' | 'hidden' | 'covered'
  /** How many may have been invited. */
  readonly among: number
}
