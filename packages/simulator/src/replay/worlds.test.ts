import { expect, test } from 'vitest'
import type { Scenario } from '../scenario/scenario.ts'
import { predicted, type Prediction, type Separated } from './predicted.ts'
import { worlds } from './worlds.ts'

// All ten, nightly, from recordings of twice the length; what the others are like is known by then.
const long = process.env['POINTSMAN_LONG'] !== undefined
const names = long ? Object.keys(worlds) : ['skewed skills', 'high refusal', 'coming and going']
const chats = long ? 8000 : 4000
const strategies = ['round-robin', 'longest-idle', 'rejection-averse']
/** Of which the order is asked too; who was recorded is one of them. */
const more = long ? ['most-free-capacity', 'random', 'fill-up', 'specialists-first'] : []
/** Of the wait, half of what it may be off by: strategies nearer to each other may come out the other way round. */
const apartEnough = 0.05

test.each([
  ['with events', true],
  ['from snapshots alone', false],
] as const)(
  `RP4 from ${chats} chats recorded under one strategy, %s, others are predicted as they would have been: ${names.join(', ')}`,
  {
    timeout: 1_800_000,
  },
  (how, events) => {
    const asked = { recorded: 'most-free-capacity', strategies: [...strategies, ...more], watching: { events } }
    const found = names.map((name) => {
      const world: Scenario = { ...(worlds[name] as Scenario), horizon: { chats } }
      const { predictions, separated } = predicted(world, asked, 5)
      return { name, predictions: predictions.filter(({ strategy }) => strategies.includes(strategy)), separated }
    })
    if (long) process.stdout.write(`${how}\n`)
    if (long)
      process.stdout.write(found.map((one) => `${one.name}\n${tableOf(one.predictions, one.separated)}`).join(''))
    const right = found.filter(({ predictions }) => predictions.every(({ near }) => near))
    const missed = found.flatMap(({ name, predictions }) =>
      predictions.filter(({ near }) => !near).map((one) => `${name}: ${inWords(one)}`),
    )
    expect(right.length >= 0.8 * found.length ? [] : missed).toEqual([])
    const pairs = found.flatMap(({ name, separated }) => separated.map((pair) => ({ name, ...pair })))
    expect(pairs.filter(({ apart, rightWayRound }) => apart > apartEnough && !rightWayRound)).toEqual([])
    expect(pairs.filter(({ rightWayRound, surely }) => surely && !rightWayRound)).toEqual([])
    expect(pairs.some(({ apart }) => apart > apartEnough)).toBe(true)
    const all = found.flatMap(({ predictions }) => predictions)
    for (const truth of ['truth', 'day'] as const) {
      const covered = all.filter(({ ci95, [truth]: value }) => ci95[0] <= value && value <= ci95[1])
      expect(covered.length / all.length).toBeGreaterThanOrEqual(0.85)
    }
  },
)

function tableOf(predictions: readonly Prediction[], separated: readonly Separated[]): string {
  return [
    ...predictions.map((one) => `  ${one.near ? ' ' : '!'} ${inWords(one)}\n`),
    ...separated.map((one) => `  ${one.rightWayRound ? ' ' : '!'} ${orderInWords(one)}\n`),
  ].join('')
}

function orderInWords({ apart, pair, rightWayRound, surely }: Separated): string {
  const predictedSo = `${surely ? 'surely ' : ''}predicted ${rightWayRound ? 'so' : 'the other way round'}`
  return `${pair}: ${(100 * apart).toFixed(1)} % of the wait apart, ${predictedSo}`
}

function inWords({ ci95, day, half, metric, predicted: guess, strategy, truth }: Prediction): string {
  const [low, high] = ci95
  const off = `${(100 * (guess / truth - 1)).toFixed(1)} %`
  return `${strategy} ${metric}: ${guess.toPrecision(4)} (${low.toPrecision(3)} to ${high.toPrecision(3)}), truly ${truth.toPrecision(4)} ± ${half.toPrecision(2)}, that day ${day.toPrecision(4)}: ${off}`
}
