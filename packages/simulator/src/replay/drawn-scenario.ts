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
 * for simulation input Cheng and Holland 1997). Times and speeds are drawn log-normally, shares normally. What figures have in
 * common, as far as their origin says so, is drawn once for all of them, what is their own for each; that others are correlated is
 * left out. What was observed stays, and so does a scenario without an origin.
 */
export function drawnScenario(scenario: Scenario, seed: number): Scenario {
  const { agents, concurrency, origin, queues } = scenario
  if (origin === undefined) return scenario
  const stream = new Stream(seed, 'figures')
  const deviate = (name: string): number => normalQuantile(stream.at(hashId(name) >>> 0).next())
  /** Standard normal, in part the same for figures that have something in common. */
  const deviateOf = (path: string, part: string): number => {
    const common = Object.entries(origin.figures[path]?.common ?? {})
    const own = common.reduce((left, [, share]) => left - share, 1)
    return common.reduce(
      (sum, [name, share]) => sum + Math.sqrt(share) * deviate(name + part),
      Math.sqrt(Math.max(0, own)) * deviate(path + part),
    )
  }
  const factor = (path: string): number => {
    const spread = relativeSpread(origin.figures[path])
    return spread === 0 ? 1 : Math.exp(deviateOf(path, '') * spread)
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
          : {
              answers: drawnAnswers(answers, origin.figures[`${path}.answers`], (part) =>
                deviateOf(`${path}.answers`, part),
              ),
            }),
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

/**
 * The share accepted is drawn, and of what is left the share refused, as surely as it is known from as many invitations as the
 * interval of the first speaks of.
 */
function drawnAnswers(
  answers: AgentSettings['answers'] & {},
  figure: Figure | undefined,
  deviate: (part: string) => number,
): AgentSettings['answers'] & {} {
  const { reject = 0 } = answers
  const { accept = 1 - reject } = answers
  if (figure?.how !== 'inferred' || figure.ci95 === undefined || accept >= 1) return answers
  const error = (figure.ci95[1] - figure.ci95[0]) / width
  const left = 1 - drawnShare(accept, error, deviate(''))
  const refused = Math.min(1, reject / (1 - accept))
  // The variance of a share p from n is p (1 − p) / n.
  const splitError = accept > 0 ? error * Math.sqrt((refused * (1 - refused)) / (accept * (1 - accept) ** 2)) : 0
  return { ...answers, accept: 1 - left, reject: left * drawnShare(refused, splitError, deviate(' refused')) }
}

function drawnShare(share: number, error: number, deviate: number): number {
  return Math.min(1, Math.max(0, share + deviate * error))
}
