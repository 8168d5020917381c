import { readFileSync } from 'node:fs'
import { builtin, PolicyStrategy, preferences, rules, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import type { MetricName } from '../result/metrics.ts'
import type { Outcome } from '../result/outcome.ts'
import { simulate } from '../run/simulate.ts'
import type { AnswerSettings, Scenario } from '../scenario/scenario.ts'
import { disagreements } from './agree.ts'
import { invitations } from './invitations.ts'

interface Case {
  readonly params: {
    readonly c: number
    readonly lam: number
    readonly mu: number
    readonly theta: number
    readonly alpha: number
    readonly reject: number
  }
  readonly P_wait: number
  readonly P_abandon_queue: number
  readonly productive_occupancy: number
  readonly E_time_in_queue: number
  readonly E_time_invited: number
  readonly EQ: number
}

const text = readFileSync(new URL('../../../../fixtures/truth/invite.json', import.meta.url), 'utf8')
const { cases } = JSON.parse(text) as { cases: readonly Case[] }
const long = Number(process.env['POINTSMAN_LONG'] ?? 1)

function scenarioOf({ c, lam, mu, theta }: Case['params'], answers: AnswerSettings, running: boolean): Scenario {
  return {
    pointsman: 'scenario/1',
    name: 'invitations',
    horizon: { chats: 50_000 * long },
    warmup: { chats: 2_000 },
    platform: { acceptance: 'invite', invitationTimeout: 1e9, abandonWhileInvited: running },
    queues: [
      {
        id: 'q',
        arrivals: { kind: 'poisson', perSecond: lam },
        handleTime: { kind: 'exponential', mean: 1 / mu },
        patience: { kind: 'exponential', mean: 1 / theta },
      },
    ],
    agents: [{ id: 'a', slots: c, queues: ['q'], answers }],
  }
}

function run(scenario: Scenario, strategy: (seed: number) => Strategy): readonly Outcome[] {
  return simulate({ scenario, strategy, seed: 5, replications: 10 })
}

/** Names whoever is free, refusers too: the one agent of these scenarios holds all the slots. */
function anybody(seed: number): Strategy {
  const require = ['online', 'has-capacity', 'serves-queue', 'speaks-language'].map(
    (name) => rules[name]?.make({}) as never,
  )
  return new PolicyStrategy(
    { name: 'anybody', require, prefer: [preferences['free-capacity']?.make({}) as never] },
    { seed },
  )
}

// A chat refused and offered again at once until it is accepted holds its slot for a sum of a geometric number of
// exponential times, which is exponential itself: what queues and slots see is one answer at rate α(1 − r).
test.each(cases)('S28 invitations hold slots as they must: $params.alpha, $params.reject', (one) => {
  const { alpha, reject } = one.params
  const answers = { after: { kind: 'exponential', mean: 1 / (alpha * (1 - reject)) } } as const
  const strategy = (seed: number): Strategy => builtin('most-free-capacity', { seed }) as Strategy
  const outcomes = run(scenarioOf(one.params, answers, false), strategy)
  const of = (metric: MetricName) => outcomes.map(({ metrics }) => metrics[metric])
  expect(
    disagreements([
      { name: 'abandoned', simulated: of('abandonRate'), exact: one.P_abandon_queue },
      { name: 'occupancy', simulated: of('occupancy'), exact: one.productive_occupancy },
      { name: 'wait', simulated: of('waitMean'), exact: one.E_time_in_queue + one.E_time_invited },
      { name: 'invitations', simulated: of('invitationsPerChat'), exact: 1 - one.P_abandon_queue },
    ]),
  ).toEqual([])
})

test.each(cases.flatMap(({ params }) => [true, false].map((running) => ({ ...params, running }))))(
  'S28 refusals, and patience that runs while invited ($running), are exact: $alpha, $reject',
  ({ running, ...params }) => {
    const { alpha, reject } = params
    const answers = { accept: 1 - reject, reject, after: { kind: 'exponential', mean: 1 / alpha } } as const
    const outcomes = run(scenarioOf(params, answers, running), anybody)
    const of = (metric: MetricName) => outcomes.map(({ metrics }) => metrics[metric])
    const exact = invitations({ ...params, running })
    expect(
      disagreements([
        { name: 'abandoned', simulated: of('abandonRate'), exact: exact.abandoned },
        { name: 'occupancy', simulated: of('occupancy'), exact: exact.occupancy },
        { name: 'wait', simulated: of('waitMean'), exact: exact.wait },
        { name: 'invitations', simulated: of('invitationsPerChat'), exact: exact.invitations },
        { name: 'refusals', simulated: of('rejectRate'), exact: exact.refusals },
      ]),
    ).toEqual([])
  },
)

test('S28 the chain solved here is the one of the reference where nobody refuses', () => {
  const [{ params, ...exact }] = cases as [Case]
  const found = invitations({ ...params, running: false })
  expect(found.abandoned).toBeCloseTo(exact.P_abandon_queue, 8)
  expect(found.occupancy).toBeCloseTo(exact.productive_occupancy, 8)
  expect(found.wait).toBeCloseTo(exact.E_time_in_queue + exact.E_time_invited, 5)
})
