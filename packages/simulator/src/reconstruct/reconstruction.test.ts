import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkScenario } from '../scenario/check-scenario.ts'
import { meanOf } from '../scenario/means.ts'
import type { AgentSettings, Scenario } from '../scenario/scenario.ts'
import { watched, type Truth, type Watching } from './watched.ts'
import { agentOf, plainWorld, queueOf, scenarioOf } from './worlds.ts'

/** A scenario that ships, of another length. */
function shipped(name: string, horizon: Scenario['horizon']): Scenario {
  const file = new URL(`../../../../fixtures/scenarios/${name}.json`, import.meta.url)
  const { warmup: _, ...scenario } = JSON.parse(readFileSync(file, 'utf8')) as Scenario
  return { ...scenario, horizon }
}

/** The agents of a scenario, one by one. */
function everybody({ agents }: Scenario): readonly AgentSettings[] {
  return agents.flatMap((agent) =>
    agent.count === undefined
      ? [agent]
      : Array.from({ length: agent.count }, (_, n) => ({ ...agent, id: `${agent.id}-${n + 1}` })),
  )
}

const recordings: readonly (readonly [string, Watching])[] = [
  ['with events', {}],
  ['from snapshots alone', { events: false }],
  ['from snapshots of those with room', { events: false, onlyAvailable: true }],
]

describe.each(recordings)('%s', (_, watching) => {
  test('RC5 arrivals, languages, slots and queues are exactly those of the world', () => {
    const world = shipped('support-24h', { seconds: 36_000 })
    const { found, truth } = watched(world, watching)
    const scenario = scenarioOf(found)
    const from = scenario.origin?.recording.from ?? 0
    const arrived = [...truth.arrivals].map(([id, { at, queue, language }]) => ({ id, queue, language, at: at - from }))
    const traced = scenario.queues.flatMap(({ arrivals, id: queue }) =>
      arrivals.kind !== 'trace'
        ? []
        : arrivals.at.map((at, i) => ({
            id: arrivals.chats?.id?.[i],
            queue,
            language: arrivals.chats?.language?.[i],
            at,
          })),
    )
    expect(traced.length).toBe(arrived.length)
    const byId = new Map(traced.map((chat) => [chat.id, chat]))
    for (const { id, at, ...chat } of arrived) {
      expect(byId.get(id)).toMatchObject(chat)
      expect(byId.get(id)?.at).toBeCloseTo(at, 3)
    }
    const listed = everybody(world).filter(({ id }) => truth.status.get(id)?.some(([at]) => at < 36_000))
    expect(scenario.agents.map(({ id }) => id).toSorted()).toEqual(listed.map(({ id }) => id).toSorted())
    for (const { id, slots, queues, languages = [] } of listed) {
      const agent = agentOf(scenario, id)
      expect([id, agent.slots]).toEqual([id, slots])
      expect(agent.queues.toSorted()).toEqual(queues.toSorted())
      expect(agent.languages?.toSorted()).toEqual(languages.toSorted())
    }
  })

  test('RC6 a mean handle time is within 3 % with 5,000 chats, and the families are those of the world', () => {
    const world = plainWorld(5000, { platform: { acceptance: 'join' } })
    const scenario = scenarioOf(watched(world, { ...watching, seed: 3 }).found)
    const { handleTime } = queueOf(scenario, 'q')
    expect(handleTime.kind).toBe('gamma')
    expect(Math.abs(meanOf(handleTime) / 300 - 1)).toBeLessThan(0.03)
    expect(scenario.concurrency?.speed).toEqual([1])
    expect(scenario.origin?.fit).toEqual({ bearable: true, because: [] })
  })
})

/** When the agents of a world were online: the stretches of the truth against those found. */
function compareRoster(
  scenario: Scenario,
  truth: Truth,
  end: number,
): { starts: number[]; ends: number[]; missing: number } {
  const from = scenario.origin?.recording.from ?? 0
  const starts: number[] = []
  const ends: number[] = []
  let missing = 0
  for (const { id, presence = [] } of scenario.agents) {
    const changes = (truth.status.get(id) ?? []).filter(([at]) => at < end)
    const stretches: [number, number][] = []
    for (const [at, online] of changes) {
      if (online) stretches.push([at, Infinity])
      else if (stretches.length > 0) (stretches.at(-1) as [number, number])[1] = at
    }
    missing += Math.abs(stretches.length - presence.length)
    stretches.forEach(([began, ended], i) => {
      const [a = NaN, b = NaN] = presence[i] ?? []
      if (began > from) starts.push(a + from - began)
      if (ended < end) ends.push(b + from - ended)
    })
  }
  return { starts, ends, missing }
}

test('RC5 who came when is known exactly by log-in times, who went when to within the snapshots', () => {
  const world = shipped('support-24h', { seconds: 86_400 })
  const { found, truth } = watched(world, { events: false })
  const { starts, ends, missing } = compareRoster(scenarioOf(found), truth, 86_400)
  expect(missing).toBe(0)
  expect(starts.length).toBeGreaterThan(20)
  for (const off of starts) expect(Math.abs(off)).toBeLessThan(0.01)
  expect(ends.length).toBeGreaterThan(20)
  // The longest time between two requests around the ends of shifts.
  for (const off of ends) expect(Math.abs(off)).toBeLessThan(120)
})

test('RC5 an agent who is not listed for want of room is there, and one in another session was away', () => {
  const world = shipped('support-24h', { seconds: 86_400 })
  const full = scenarioOf(watched(world, { events: false, onlyAvailable: true }).found)
  expect(full.origin?.recording.listing).toBe('available')
  const { starts, missing } = compareRoster(full, watched(world).truth, 86_400)
  // Paused to finish chats at the end of a shift, or full, cannot always be told apart.
  expect(missing).toBeLessThan(0.1 * full.agents.length)
  expect(starts.filter((off) => Math.abs(off) > 0.01).length).toBeLessThan(0.1 * starts.length)
})

test('RC12 what is reconstructed can be simulated, and says of each figure where it comes from', () => {
  const scenario = scenarioOf(watched(shipped('small-shop', { seconds: 3 * 86_400 }), { events: false }).found)
  expect(checkScenario(scenario)).toEqual([])
  const figures = scenario.origin?.figures ?? {}
  for (const place of scenario.agents.keys()) {
    for (const field of ['slots', 'presence', 'speed', 'answers'])
      expect(figures).toHaveProperty([`$.agents[${place}].${field}`])
  }
  expect(figures['$.queues[0].arrivals']?.how).toBe('observed')
  expect(figures['$.queues[0].handleTime']?.how).toBe('inferred')
  expect(figures['$.platform.serviceLevelSeconds']?.how).toBe('assumed')
})
