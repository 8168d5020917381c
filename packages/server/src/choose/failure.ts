/**
 * Why a strategy did not give the answer. `threw`, `rubbish` (no decision at all), `timed-out`, `exited` (its worker
 * ended, or none lives), `busy` (no worker came free in time), `circuit-open` (it failed too often and is not asked for a while),
 * `not-listed`, `not-online`, `no-free-slot` (whom it named may not have the chat), `taken-meanwhile` (the slot went to
 * another chat while it thought), `no-time` (the budget was spent before its turn came).
 */
export type FailureReason =
  | 'threw'
  | 'rubbish'
  | 'timed-out'
  | 'exited'
  | 'busy'
  | 'circuit-open'
  | 'not-listed'
  | 'not-online'
  | 'no-free-slot'
  | 'taken-meanwhile'
  | 'no-time'

/** A strategy was asked in vain. */
export class StrategyFailure extends Error {
  override readonly name = 'StrategyFailure'
  readonly why: FailureReason

  constructor(why: FailureReason, message: string = why) {
    super(message)
    this.why = why
  }
}
