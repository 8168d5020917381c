import type { AgentId, Fact, Request } from '@pointsman/core'
import { AgentMeans } from './agent-means.ts'
import { Namings } from './namings.ts'
import type { Stake } from './stake.ts'
import { StrategySums, type StrategyEstimates } from './strategy-sums.ts'

/** The probabilities with which a strategy names agents; empty: it names nobody. */
export type Odds = ReadonlyMap<AgentId, number>

/** What the recording's lots say of strategies that were not tried. */
export interface OffPolicyEstimates {
  /** Requests with a known propensity, those of them whose answer was drawn by lot, and the least propensity. */
  readonly recorded: { readonly requests: number; readonly drawn: number; readonly least: number }
  readonly strategies: readonly StrategyEstimates[]
}

/**
 * Off-policy estimates of one-step outcomes, from a recording whose answers bear their propensity: by inverse propensity
 * (Horvitz and Thompson 1952), self-normalised (Hájek 1971), and doubly robust (Robins, Rotnitzky and Zhao 1994; Dudík,
 * Langford and Li 2011). A strategy's own lots are averaged over: a row weighs by its probability of naming the recorded
 * agent, not by whom it happened to draw, which may hang on the very lots of the recording. The outcome model of each row
 * is made of the rows before it alone, so that it is independent of the row's outcome, and nothing has to be kept.
 */
export class OffPolicy {
  readonly #strategies: readonly StrategySums[]
  readonly #acceptance = new AgentMeans({ mean: 0.5, rows: 2 })
  readonly #seconds = new AgentMeans({ mean: 0, rows: 0 })
  readonly #namings: Namings<readonly (Stake | undefined)[]>
  #requests = 0
  #drawn = 0
  #least = 1

  constructor(strategies: number) {
    this.#strategies = Array.from({ length: strategies }, () => new StrategySums())
    this.#namings = new Namings({
      answered: ({ agent, stakes }, accepted) => {
        this.#acceptance.learn(agent, accepted ? 1 : 0)
        if (!accepted) this.#seconds.learn(agent, 0)
        this.#each(stakes, (sums, stake) => {
          sums.answered(stake, accepted)
          if (!accepted) sums.handled(stake, undefined)
        })
      },
      handled: ({ agent, stakes }, seconds) => {
        this.#seconds.learn(agent, seconds)
        this.#each(stakes, (sums, stake) => sums.handled(stake, seconds))
      },
    })
  }

  /** Requests whose propensity was known. */
  get requests(): number {
    return this.#requests
  }

  /** A chat was asked for, whether or not it is known with what probability anybody was named. */
  asked(request: Request): void {
    this.#namings.asked(request)
  }

  /** Somebody was named, or nobody (null), with this propensity; `odds` are those of each strategy. */
  answered({ chat, at }: Request, named: AgentId | null, propensity: number, odds: readonly Odds[]): void {
    this.#requests++
    this.#least = Math.min(this.#least, propensity)
    if (propensity < 1) this.#drawn++
    const stakes = odds.map((one, i) => {
      if (one.size === 0) return undefined
      const chance = named === null ? 0 : (one.get(named) ?? 0)
      this.#strategies[i]?.met(chance / propensity, propensity < 1 ? 0 : 1 - chance)
      return named === null ? undefined : this.#stake(one, named, chance / propensity)
    })
    if (named !== null) this.#namings.named({ chat: chat.id, agent: named, at, stakes })
  }

  learn(fact: Fact): void {
    this.#namings.learn(fact)
  }

  estimates(): OffPolicyEstimates {
    const recorded = { requests: this.#requests, drawn: this.#drawn, least: this.#least }
    return { recorded, strategies: this.#strategies.map((sums) => sums.estimates(this.#namings.acceptances)) }
  }

  #stake(odds: Odds, named: AgentId, weight: number): Stake {
    const [acceptance, seconds] = [this.#acceptance, this.#seconds]
    return {
      weight,
      acceptance: { own: acceptance.over(odds), recorded: acceptance.of(named) },
      seconds: { own: seconds.over(odds), recorded: seconds.of(named) },
    }
  }

  #each(stakes: readonly (Stake | undefined)[], then: (sums: StrategySums, stake: Stake) => void): void {
    for (let i = 0; i < stakes.length; i++) {
      const [sums, stake] = [this.#strategies[i], stakes[i]]
      if (sums !== undefined && stake !== undefined) then(sums, stake)
    }
  }
}
