import { WorldChat } from '@pointsman/world'

/** A chat with what a simulation knows of it beside the world. No timer: −1. */
export class SimulatedChat extends WorldChat {
  closing = -1
  /** When its present agent, or the last one, got it. */
  attendedAt: number = NaN
  /** Of a chat that was handed on: when the first had it, for how long it was with those before, when it began to wait anew. */
  firstAttendedAt: number = 0
  handled = 0
  calledAt: number = 0
  /** The place in the scenario of the queue in which it was offered, and of that in which it is. */
  queueIndex = 0
  currentQueue = 0
  /** Its ordinal among the chats of its queue. */
  place = 0
  /** The batch of the statistics in which it counts; −1: none. */
  batch = -1
  /** How often the strategy named somebody for it. */
  named = 0
  refusals = 0
  expiries = 0
  /** When its agent's work clock will show that its work is done. */
  doneAt: number = NaN
  patience = -1
  answering = -1
  retrying = -1
  /** Patience was drawn: it is drawn once, when the chat first has to wait. */
  patient = false

  /** Forgets the chat that the record held before, of which no timer is left: each was taken, or taken back, before it was over. */
  startOver(queueIndex: number, batch: number, place: number): void {
    this.queueIndex = queueIndex
    this.currentQueue = queueIndex
    if (this.handled !== 0) this.handled = 0
    this.place = place
    this.batch = batch
    this.named = 0
    this.refusals = 0
    this.expiries = 0
    this.patient = false
  }
}
