import { hashId } from '@pointsman/core'
import { normalQuantile } from '../chance/normal-quantile.ts'
import { Stream } from '../chance/stream.ts'
import type { Figure } from '../scenario/origin.ts'
import type { AgentSettings, QueueSettings, Scenario } from '../scenario/scenario.ts'
import { scaled } from './scaled.ts'

/** Standard deviations from one end of a 95 % interval to the other. */
const width = 2 * normalQuantile(0.975)

/**
 * The scenario with what was inferred from a recording drawn from how surely it is known: another draw for each replication's
 * seed, the same for every strategy. So replications differ by what the recording leaves open as well as by chance, and
 * what is predicted from them is spread as it should be (parametric bootstrap, Efron and Tibshirani 1993, chapter 6;
 * for simulation input Cheng and Holland 1997). Times and speeds are drawn log-normally, shares normally, each figure for
 * itself: that estimates are correlated is left out. What was observed stays, and so does a scenario without an origin.
 */
export function drawnScenario(scenario: Scenario, seed: number): Scenario {
  const { agents, concurrency, origin, queues } = scenario
  if (origin === undefined) return scenario
  const stream = new Stream(seed, 'figures')
  const deviate = (path: string): number => normalQuantile(stream.at(hashId(path) >>> 0).next())
  const factor = (path: string): number => {
    const spread = relativeSpread(origin.figures[path])
    return spread === 0 ? 1 : Math.exp(deviate(path) * spread)
  }
  return {
    ...scenario,
    queues: queues.map((queue, place): QueueSettings => {
      const { handleTime, patience } = queue
      const path = `$.queues[${place}]`
      return {
        ...queue,
        handleTime: scaled(handleTime, factor(`${path}.handleTime`)),
        ...(patience === undefined ? {} : { patience: scaled(patience, factor(`${path}.patience`)) }),
      }
    }),
    agents: agents.map((agent, place): AgentSettings => {
      const { answers, speed } = agent
      const path = `$.agents[${place}]`
      return {
        ...agent,
        ...(typeof speed === 'number' ? { speed: speed * factor(`${path}.speed`) } : {}),
        ...(answers === undefined
          ? {}
          : { answers: drawnAnswers(answers, origin.figures[`${path}.answers`], () => deviate(`${path}.answers`)) }),
      }
    }),
    ...(concurrency === undefined
      ? {}
      : { concurrency: { speed: concurrency.speed.map((one, n) => one * factor(`$.concurrency.speed[${n}]`)) } }),
  }
}

/** The standard error of the logarithm; 0 where the figure is known, or nothing says how surely. */
function relativeSpread(figure: Figure | undefined): number {
  if (figure?.how !== 'inferred' || figure.ci95 === undefined) return 0
  const [low, high] = figure.ci95
  const spread = Math.log(high / low) / width
  return Number.isFinite(spread) && spread > 0 ? spread : 0
}

/** The share accepted is drawn; what is left is shared as before. */
function drawnAnswers(
  answers: AgentSettings['answers'] & {},
  figure: Figure | undefined,
  deviate: () => number,
): AgentSettings['answers'] & {} {
  const { reject = 0 } = answers
  const { accept = 1 - reject } = answers
  if (figure?.how !== 'inferred' || figure.ci95 === undefined || accept >= 1) return answers
  const error = (figure.ci95[1] - figure.ci95[0]) / width
  const drawn = Math.min(1, Math.max(0, accept + deviate() * error))
  return { ...answers, accept: drawn, reject: Math.min(1 - drawn, (reject * (1 - drawn)) / (1 - accept)) }
}
