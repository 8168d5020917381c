import { WorldChat } from '@pointsman/world'

/** A chat with what a simulation knows of it beside the world. No timer: −1. */
export class SimulatedChat extends WorldChat {
  // First what the end of every chat reads: many chats at once are limited by the memory that is touched.
  closing = -1
  /** When its present agent, or the last one, got it. */
  attendedAt: number = NaN
  patience = -1
  retrying = -1
  /** The tally of the statistics in which it counts; −1: none. */
  tally = -1
  /** The place in the scenario of the queue in which it was offered. */
  queueIndex = 0
  refusals = 0
  expiries = 0
  /** Of a chat that was handed on: for how long it was with those before, when the first had it, when it began to wait anew. */
  handled = 0
  firstAttendedAt: number = 0
  calledAt: number = 0
  /** The place in the scenario of the queue in which it is. */
  currentQueue = 0
  /** Its ordinal among the chats of its queue. */
  place = 0
  /** How often the strategy named somebody for it. */
  named = 0
  /** Seconds of work that it brought with it, for an agent of speed 1 who holds no other chat; not what it needs once handed on. */
  work: number = NaN
  /** When its agent's work clock will show that its work is done. */
  doneAt: number = NaN
  answering = -1
  /** Patience was drawn: it is drawn once, when the chat first has to wait. */
  patient = false

  /** Forgets the chat that the record held before, of which no timer is left: each was taken, or taken back, before it was over. */
  startOver(queueIndex: number, tally: number, place: number): void {
    this.queueIndex = queueIndex
    this.currentQueue = queueIndex
    if (this.handled !== 0) this.handled = 0
    this.place = place
    this.tally = tally
    this.named = 0
    this.refusals = 0
    this.expiries = 0
    this.patient = false
  }
}
