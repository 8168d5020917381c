import type { QueueId, Request } from '@pointsman/core'
import type { WorldAgent, WorldChat } from '@pointsman/world'
import type { Observer } from './observer.ts'

/** Several observers as one, apart from what they look at: whatever is not watched pays nothing for it. */
export class Audience implements Required<Observer> {
  readonly #observers: readonly Observer[]

  constructor(observers: readonly Observer[]) {
    this.#observers = observers
  }

  arrived(chat: WorldChat, at: number): void {
    for (const observer of this.#observers) observer.arrived?.(chat, at)
  }

  asked(request: Request): void {
    for (const observer of this.#observers) observer.asked?.(request)
  }

  answered(chat: WorldChat, named: WorldAgent | undefined, taken: WorldAgent | undefined, at: number): void {
    for (const observer of this.#observers) observer.answered?.(chat, named, taken, at)
  }

  waits(chat: WorldChat, at: number): void {
    for (const observer of this.#observers) observer.waits?.(chat, at)
  }

  invited(chat: WorldChat, agent: WorldAgent, at: number): void {
    for (const observer of this.#observers) observer.invited?.(chat, agent, at)
  }

  attended(chat: WorldChat, agent: WorldAgent, at: number): void {
    for (const observer of this.#observers) observer.attended?.(chat, agent, at)
  }

  refused(chat: WorldChat, agent: WorldAgent, at: number): void {
    for (const observer of this.#observers) observer.refused?.(chat, agent, at)
  }

  expired(chat: WorldChat, agent: WorldAgent, at: number): void {
    for (const observer of this.#observers) observer.expired?.(chat, agent, at)
  }

  withdrawn(chat: WorldChat, agent: WorldAgent, at: number): void {
    for (const observer of this.#observers) observer.withdrawn?.(chat, agent, at)
  }

  transferred(chat: WorldChat, agent: WorldAgent, from: QueueId, at: number): void {
    for (const observer of this.#observers) observer.transferred?.(chat, agent, from, at)
  }

  ended(chat: WorldChat, agent: WorldAgent | undefined, at: number): void {
    for (const observer of this.#observers) observer.ended?.(chat, agent, at)
  }

  status(agent: WorldAgent, at: number): void {
    for (const observer of this.#observers) observer.status?.(agent, at)
  }
}
