import type { Scenario } from '../scenario/scenario.ts'
import { PooledCentre } from './pooled-centre.ts'

/**
 * The mean wait of one replication's customers in a centre that is better in every way: one waiting line, first come first
 * served, in front of all slots; everybody serves everything; no invitation is refused or takes time; nobody is slow. Its
 * expectation is a lower bound on the expectation of `waitMean` for every routing that does not know how long chats will
 * take or how long customers will stay, in whatever order chats are taken, where `whyNoBound` finds nothing against it.
 * NaN where no chat counts. `seed` is the replication's.
 *
 * Proof sketch, given the arrivals. Couple the k-th chat that begins here with the k-th that begins there: (1) their work.
 * What is drawn here for a chat is the least over the queues of a draw from each, at the best speed: stochastically no more
 * than the work of any chat there, and independent of the past, as nobody knows it. (2) Those who leave. θ is the highest
 * rate at which any customer leaves. There, a customer who leaves at a lower rate is marked so often that one of the two
 * happens at rate θ, and once marked waits for nothing and may still be attended. Here everybody leaves at rate θ. By
 * memorylessness it may be the same place in both lines that the clock of rate θ rings for. Then by induction, the k-th chat
 * begins here no later than there, and no more have left here: as long as no more have left, and as no fewer began, no more
 * wait here than wait unmarked there, so that whose place rings here also rings there; and when the k-th begins there, k − 1
 * began here, no more are in progress than there, so that a slot is free, and somebody waits, as no more have left. The
 * time waited has expectation (number who left or were marked) / θ, and marks only shorten it. With θ = 0 nobody leaves,
 * and the sums of waits compare directly. It is the argument by which pooling is best in G/GI/m (Kiefer and Wolfowitz 1955;
 * for impatient customers Bhattacharya and Ephremides 1991, Stochastic monotonicity properties of multiserver queues with
 * impatient customers). Shifts: chats that those who went finish take no slot of those who are there; here they are any
 * that could be, so that what is in progress here fits where it fits there. Chats of the warm-up are left out altogether.
 */
export function pooledWait(scenario: Scenario, seed: number): number {
  const steps = pooledWaitInSteps(scenario, seed)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** The same, stopping now and then, when it tells 1: it is worked out after a replication, whose arrivals are all there. */
export function* pooledWaitInSteps(scenario: Scenario, seed: number): Generator<1, number> {
  const centre = new PooledCentre(scenario, seed)
  while (!centre.run(stride)) yield 1
  return centre.waitMean
}

/** Events between two stops: some hundredths of a second. */
const stride = 50_000
