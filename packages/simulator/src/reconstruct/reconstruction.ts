import type { AgentId, Fact, Request } from '@pointsman/core'
import type { Scenario } from '../scenario/scenario.ts'
import { completed } from './figures/answers.ts'
import { answerTimes } from './figures/answer-times.ts'
import { handleTimes, mostFitted, type HandleTimes } from './figures/handle-times.ts'
import { patienceOf } from './figures/patience.ts'
import { platformFound } from './figures/platform.ts'
import { servedByClock } from './figures/served-by-clock.ts'
import type { Wait, Waits } from './figures/wait.ts'
import { waitsOf } from './figures/waits.ts'
import type { Withdrawal } from './figures/withdrawal.ts'
import { withdrawnOf } from './figures/withdrawn.ts'
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
  readonly waits: Waits
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

  /**
   * A request for an agent, and what was answered: undefined where the recording does not say. Of its agents only those of the last
   * request are kept: one who is the same object again is taken to be as before, and is not looked at closely.
   */
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
    const { settings, timeout } = platform
    const invites = settings.acceptance === 'invite'
    const searches = settings.mode === 'search'
    const agents = [...sightings.agents.values()]
    let handle: HandleTimes | undefined
    let served: ReturnType<typeof servedByClock> | undefined
    let withdrawn: readonly Withdrawal[] = []
    for (let round = 1; ; round++) {
      const times = invites ? answerTimes(sightings, timeout, withdrawn) : undefined
      const waits = waitsOf(sightings, times, { searches, timeout })
      if (handle === undefined || served === undefined) {
        const works = worksOf(sightings, times, mostFitted)
        handle = handleTimes(works)
        served = servedByClock(handle, works)
      }
      const patience = patienceOf(waits, served, {
        ...sharesOf(completed(agents, times, withdrawn)),
        invites: times !== undefined,
        unanswered: (seconds) => times?.unanswered(seconds) ?? 0,
        everybody: sightings.listsUnavailable,
        timeout,
        mostAttempts: searches ? (settings.maxAttempts ?? usualAttempts) : undefined,
        unmet: unmetShare(sightings),
        acts: actsOf(sightings),
      })
      withdrawn = withdrawnOf(waits, timeout, patience)
      if (round < rounds && withdrawn.length > 0) continue
      const found = { name: this.#name, sightings, platform, times, waits, handle, patience, withdrawn }
      return {
        scenario: scenarioOf(found),
        waits,
        sightings,
        chanceOfLeaving: (wait) => patience.get(wait.queue)?.leftChance(wait) ?? 0,
      }
    }
  }
}

/** Answers and patience are each estimated given the other. */
const rounds = 3
/** The platform's default. */
const usualAttempts = 5

/** Of all invitations, those accepted and those refused. */
function sharesOf(rows: readonly (readonly number[])[]): { readonly accepted: number; readonly refused: number } {
  const [accepted, refused, expired] = [0, 1, 2].map((kind) =>
    rows.reduce((sum, row) => sum + (row[kind] as number), 0),
  ) as [number, number, number]
  const all = accepted + refused + expired
  return all === 0 ? { accepted: 1, refused: 0 } : { accepted: accepted / all, refused: refused / all }
}

/** Of the chats that were asked for, those that nobody could take when they last were. */
function unmetShare({ chats }: Sightings): number {
  let [unmet, asked] = [0, 0]
  for (const { asks, takable } of chats.values()) {
    if (asks === 0) continue
    asked += 1
    if (!takable) unmet += 1
  }
  return unmet / Math.max(1, asked)
}

/** How often an agent takes, refuses or ends a chat, in a second. */
function actsOf({ agents }: Sightings): number {
  let [acts, seconds] = [0, 0]
  for (const { accepted, clocks, refused } of agents.values()) {
    acts += 2 * accepted + refused
    for (const one of clocks) seconds += one
  }
  return acts / Math.max(1, seconds)
}
