import type { QueueId } from '@pointsman/core'
import type { Known } from '../scenario/known.ts'
import type { Figure, Origin } from '../scenario/origin.ts'
import type { AgentSettings, QueueSettings, Scenario } from '../scenario/scenario.ts'
import { answersOf, type AgentAnswers } from './figures/answers.ts'
import type { AnswerTimes } from './figures/answer-times.ts'
import { arrivalsOf } from './figures/arrivals.ts'
import { assumptionsOf } from './figures/assumptions.ts'
import { unbearable } from './figures/bearing.ts'
import type { HandleTimes } from './figures/handle-times.ts'
import { knownChats } from './figures/known-chats.ts'
import { workAt } from './figures/pace.ts'
import type { QueuePatience } from './figures/patience.ts'
import type { PlatformFound } from './figures/platform.ts'
import { listingOf, onlineOf, type Online } from './figures/roster.ts'
import type { Wait, Waits } from './figures/wait.ts'
import type { Withdrawal } from './figures/withdrawal.ts'
import { workOf } from './figures/work.ts'
import type { ChatRecord } from './sightings/chat-record.ts'
import type { Sightings } from './sightings/sightings.ts'

/** All that was found. */
export interface Found {
  readonly name: string
  readonly sightings: Sightings
  readonly platform: PlatformFound
  readonly times: AnswerTimes | undefined
  readonly waits: Waits
  readonly handle: HandleTimes
  readonly patience: ReadonlyMap<QueueId, QueuePatience>
  readonly withdrawn: readonly Withdrawal[]
}

/** Whoever is there at the end stays for so long, to finish what is left. */
const stay = 86_400

/** Puts what was found into a scenario that says of each figure how it was found. */
export function scenarioOf(found: Found): Scenario | undefined {
  const { name, sightings, platform, waits, handle, patience } = found
  const from = sightings.from
  const workIn = ({ chat }: Wait): Known => workKnown(chat, found)
  const traces = arrivalsOf(knownChats(waits, patience, workIn, sightings.listsUnavailable), from)
  const figures: Record<string, Figure> = { ...platform.figures }
  const roster = rosterOf(found, figures)
  if (traces.size === 0 || roster.length === 0) return undefined
  const priorities = prioritiesOf(waits)
  const queues = [...traces].map(([id, arrivals], place): QueueSettings => {
    const path = `$.queues[${place}]`
    const handled = handle.queues.get(id)
    const left = patience.get(id)
    const priority = priorities.get(id) ?? 0
    figures[`${path}.arrivals`] = {
      how: 'observed',
      n: arrivals.at.length,
      text: 'each chat when it was first asked for',
    }
    figures[`${path}.handleTime`] =
      handled === undefined
        ? { how: 'assumed', value: usualHandleTime, unit: 's', text: 'no chat of the queue was seen to end' }
        : {
            how: 'inferred',
            n: handled.n,
            value: handled.mean,
            ci95: handled.ci95,
            unit: 's',
            text: handled.distribution.kind === 'empirical' ? 'as recorded' : `${handled.fit.family.name}, likeliest`,
          }
    figures[`${path}.patience`] = patienceFigure(left)
    return {
      id,
      arrivals,
      handleTime: handled?.distribution ?? { kind: 'exponential', mean: usualHandleTime },
      patience: left?.distribution ?? { kind: 'never' },
      ...(priority === 0 ? {} : { priority }),
    }
  })
  const { levels, intervals, counts, gain } = handle.slowDown
  levels.forEach((speed, i) => {
    figures[`$.concurrency.speed[${i}]`] = {
      how: 'inferred',
      n: counts[i] ?? 0,
      value: speed,
      ...(intervals[i] === undefined ? {} : { ci95: intervals[i] }),
      text:
        levels.length === 1
          ? `no difference by chats in hand was found (likelihood ratio ${gain.toFixed(1)})`
          : 'likeliest',
    }
  })
  const warmup = warmupOf(found)
  if (warmup !== undefined) {
    figures['$.warmup'] = {
      how: 'assumed',
      value: warmup,
      unit: 's',
      text: 'chats were in progress when the recording began',
    }
  }
  figures['$.platform.serviceLevelSeconds'] = { how: 'assumed', value: 20, unit: 's', text: 'the default' }
  figures['$.platform.abandonWhileInvited'] = { how: 'assumed', text: 'customers may leave while an agent is invited' }
  const served = queues.map(({ id }) => id)
  return {
    pointsman: 'scenario/1',
    name,
    horizon: { chats: waits.length },
    ...(warmup === undefined ? {} : { warmup: { seconds: warmup } }),
    platform: platform.settings,
    queues,
    agents: roster.map((agent) => ({ ...agent, queues: agent.queues.filter((queue) => served.includes(queue)) })),
    concurrency: { speed: levels.map((speed) => Number(speed.toFixed(6))) },
    origin: originOf(found, figures),
  }
}

const usualHandleTime = 300

function originOf({ sightings, waits, handle }: Found, figures: Readonly<Record<string, Figure>>): Origin {
  const { from, to, requests, facts, holes } = sightings
  const because = unbearable(sightings, handle)
  return {
    recording: {
      from,
      to,
      requests,
      facts,
      chats: waits.length,
      listing: listingOf(sightings),
      holes: holes.found.map(([begins, ends]) => [begins - from, ends - from] as const),
    },
    fit: { bearable: because.length === 0, because },
    assumptions: assumptionsOf(sightings, handle, waits),
    figures,
  }
}

/** The work in a chat, as far as its own record tells. */
function workKnown(chat: ChatRecord, { handle, times }: Found): Known {
  const work = workOf(chat, times)
  if (work === undefined) return null
  const { lo, hi } = workAt(work, handle.pace)
  return lo === hi ? lo : [lo, hi === Infinity ? null : hi]
}

function rosterOf(found: Found, figures: Record<string, Figure>): readonly AgentSettings[] {
  const { sightings, platform, times, handle, withdrawn } = found
  const agents = [...sightings.agents.values()].filter(({ slots }) => slots > 0)
  const answers = platform.settings.acceptance === 'invite' ? answersOf(agents, times, withdrawn) : undefined
  const there = agents
    .map((agent) => ({ agent, online: onlineOf(agent, sightings) }))
    .filter(({ online }) => online.length > 0)
  return there.map(({ agent, online }, place): AgentSettings => {
    const path = `$.agents[${place}]`
    const answer = answers?.get(agent)
    const speed = handle.agents.get(agent)
    figures[`${path}.slots`] = {
      how: 'observed',
      n: agent.sightings,
      value: agent.slots,
      text: 'the largest sum of capacity, chats and invitations',
    }
    figures[`${path}.presence`] = presenceFigure(online)
    figures[`${path}.speed`] =
      speed === undefined
        ? { how: 'assumed', value: 1, text: 'no chat of theirs was seen' }
        : {
            how: 'inferred',
            n: speed.n,
            value: Math.exp(speed.value),
            ci95: [Math.exp(speed.value - 1.96 * speed.error), Math.exp(speed.value + 1.96 * speed.error)],
            text: 'drawn towards the others',
          }
    if (answer !== undefined) {
      const first = there.findIndex((one) => answers?.get(one.agent)?.kind === answer.kind)
      figures[`${path}.answers`] = answersFigure(answer, first)
    }
    return {
      id: agent.id,
      slots: agent.slots,
      queues: [...agent.queues],
      languages: [...agent.languages],
      speed: Number(Math.exp(speed?.value ?? 0).toFixed(6)),
      ...(answer === undefined ? {} : { answers: answer.settings }),
      ...(agent.skills.size === 0 ? {} : { skills: Object.fromEntries(agent.skills) }),
      ...(agent.weight === 1 ? {} : { weight: agent.weight }),
      presence: presenceOf(online, sightings),
    }
  })
}

/** In milliseconds, in order, from the start; whoever is there at the end stays. */
function presenceOf(online: readonly Online[], { from, to }: Sightings): readonly (readonly [number, number])[] {
  const rounded = (at: number): number => Math.max(0, Math.round((at - from) * 1000) / 1000)
  return online
    .map((one): readonly [number, number] => [rounded(one.from), rounded(one.open ? to + stay : one.to)])
    .filter(([begins, ends]) => ends > begins)
}

function presenceFigure(online: readonly Online[]): Figure {
  const widths = online.flatMap(({ fromBounds, toBounds, open }) => [
    fromBounds[1] - fromBounds[0],
    ...(open ? [] : [toBounds[1] - toBounds[0]]),
  ])
  const widest = Math.max(0, ...widths)
  const edges = widths.length
  const exact = widths.filter((width) => width === 0).length
  return {
    how: exact === edges ? 'observed' : 'inferred',
    n: online.length,
    text: `${exact} of ${edges} times of coming and going known exactly, the others to within ${Math.ceil(widest)} s`,
  }
}

function answersFigure({ settings, n, half, ofAll, ofKind }: AgentAnswers, first: number): Figure {
  const { accept = 1 } = settings
  const rounded = (share: number): number => Math.floor(share * 1e4) / 1e4
  return {
    how: 'inferred',
    n: Math.round(n),
    value: accept,
    ci95: [Math.max(0, accept - half), Math.min(1, accept + half)],
    common: { '$.agents[*].answers': rounded(ofAll), [`like $.agents[${first}].answers`]: rounded(ofKind) },
    text: 'accepted; drawn towards the others',
  }
}

function patienceFigure(patience: QueuePatience | undefined): Figure {
  if (patience?.fit === undefined) {
    return { how: 'inferred', n: Math.round(patience?.waited ?? 0), text: 'nobody is known to have left: never' }
  }
  const { ci95, fit, left, waited } = patience
  return {
    how: 'inferred',
    n: Math.round(left),
    value: fit.mean,
    ci95,
    unit: 's',
    text: `${fit.family.name}, likeliest; ${Math.round(left)} left of ${Math.round(waited)} who waited`,
  }
}

/** The priority of each queue's chats; 0 where they have several. */
function prioritiesOf(waits: Waits): ReadonlyMap<QueueId, number> {
  const priorities = new Map<QueueId, number>()
  const several = new Set<QueueId>()
  for (const { chat, queue } of waits) {
    const { priority } = chat
    const found = priorities.get(queue)
    if (found === undefined) priorities.set(queue, priority)
    else if (priority !== found) several.add(queue)
  }
  for (const queue of several) priorities.set(queue, 0)
  return priorities
}

/** Where chats were in progress at the beginning, three mean handle times until their lack is forgotten. */
function warmupOf({ sightings, handle }: Found): number | undefined {
  let before = 0
  for (const { asks, stint } of sightings.chats.values()) if (asks === 0 && stint?.beganLo === -Infinity) before += 1
  if (before === 0) return undefined
  const means = [...handle.queues.values()].map(({ mean }) => mean)
  const seconds = Math.ceil(3 * Math.max(60, ...means))
  return seconds < (sightings.to - sightings.from) / 4 ? seconds : undefined
}
