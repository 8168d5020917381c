/** What one strategy has at stake in a recorded naming: its weight, and what was expected before the outcome was known. */
export interface Stake {
  /** The strategy's probability of naming the recorded agent, over the recorded propensity. */
  readonly weight: number
  readonly acceptance: Expected
  /** Seconds of handling, 0 where it is not accepted. */
  readonly seconds: Expected
}

/** What the outcome model says. */
export interface Expected {
  /** Of the agents whom the strategy would name, each with their probability. */
  readonly own: number
  /** Of the agent who was named. */
  readonly recorded: number
}

/** A row's doubly robust term: what is expected under the strategy, and the weighted error of the model where it is seen. */
export function robust(weight: number, { own, recorded }: Expected, outcome: number): number {
  return own + weight * (outcome - recorded)
}
