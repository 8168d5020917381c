import type { AgentId, Fact, Request } from '@pointsman/core'
import type { Scenario } from '../scenario/scenario.ts'
import { answerTimes } from './figures/answer-times.ts'
import { handleTimes } from './figures/handle-times.ts'
import { patienceOf } from './figures/patience.ts'
import { platformFound } from './figures/platform.ts'
import { waitsOf, type Wait } from './figures/waits.ts'
import { worksOf } from './figures/work.ts'
import { scenarioOf } from './scenario-of.ts'
import { Sightings } from './sightings/sightings.ts'
import { toldScenario } from './told/told-scenario.ts'
import { Told } from './told/told.ts'

/** A scenario that a recording implies, and what the recording shows of each chat. */
export interface Reconstructed {
  /** Undefined where no chat was asked for, or nobody was listed: there is nothing to play. */
  readonly scenario: Scenario | undefined
  /** What became of every chat that was asked for, for holding a simulation against it. */
  readonly waits: readonly Wait[]
  readonly sightings: Sightings
  /** The chance that the customer of a chat left without an answer: 0 or 1 where that is known. */
  readonly chanceOfLeaving: (wait: Wait) => number
}

/**
 * Rebuilds the contact centre that a recording implies. It is fed with requests and facts in the order of time. Where
 * nobody ever asked whom to take, it is by facts alone.
 */
export class Reconstruction {
  readonly #name: string
  readonly #sightings = new Sightings()
  readonly #told = new Told()

  constructor(name: string) {
    this.#name = name
  }

  /** A request for an agent, and what was answered: undefined where the recording does not say. Nothing of it is kept. */
  ask(request: Request, answer?: AgentId | null): void {
    this.#sightings.ask(request, answer)
  }

  learn(facts: readonly Fact[]): void {
    this.#sightings.learn(facts)
    if (this.#sightings.requests === 0) for (const fact of facts) this.#told.learn(fact)
  }

  /** Nothing more comes: estimates what was not observed. To be called once. */
  finish(): Reconstructed {
    const sightings = this.#sightings
    sightings.end()
    if (sightings.requests === 0) {
      this.#told.end()
      // Events say of every chat how it ended.
      return { ...toldScenario(this.#name, this.#told), sightings, chanceOfLeaving: () => 0 }
    }
    const platform = platformFound(sightings)
    const times = platform.settings.acceptance === 'invite' ? answerTimes(sightings, platform.timeout) : undefined
    const waits = waitsOf(sightings, times, {
      searches: platform.settings.mode === 'search',
      timeout: platform.timeout,
    })
    const works = worksOf(sightings, times)
    const handle = handleTimes(works)
    const durations = new Map([...handle.queues].map(([queue, of]) => [queue, of.distribution]))
    const patience = patienceOf(waits, durations, {
      ...cameOf(sightings),
      invites: times !== undefined,
      unanswered: (seconds) => times?.unanswered(seconds) ?? 0,
      everybody: sightings.listsUnavailable,
      timeout: platform.timeout,
    })
    const scenario = scenarioOf({ name: this.#name, sightings, platform, times, waits, works, handle, patience })
    return {
      scenario,
      waits,
      sightings,
      chanceOfLeaving: (wait) => patience.get(wait.queue)?.leftChance(wait) ?? 0,
    }
  }
}

/** What came of all invitations. */
function cameOf({ agents }: Sightings): { readonly accepted: number; readonly refused: number } {
  let [accepted, refused, all] = [0, 0, 0]
  for (const agent of agents.values()) {
    accepted += agent.accepted
    refused += agent.refused
    all += agent.accepted + agent.refused + agent.expired
  }
  return all === 0 ? { accepted: 1, refused: 0 } : { accepted: accepted / all, refused: refused / all }
}
