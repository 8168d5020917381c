import type { QueueId } from '@pointsman/core'
import type { Known } from '../../scenario/known.ts'
import type { Figure, Origin } from '../../scenario/origin.ts'
import type { AgentSettings, QueueSettings, Scenario } from '../../scenario/scenario.ts'
import { arrivalsOf } from '../figures/arrivals.ts'
import { handleTimes, type HandleTimes } from '../figures/handle-times.ts'
import { knownChats } from '../figures/known-chats.ts'
import { workAt } from '../figures/pace.ts'
import type { Looks } from '../figures/fates.ts'
import { patienceOf } from '../figures/patience.ts'
import { servedByClock } from '../figures/served-by-clock.ts'
import type { Wait } from '../figures/wait.ts'
import { toldBearing } from './told-bearing.ts'
import { toldPresence } from './told-presence.ts'
import { toldTransfers } from './told-transfers.ts'
import { toldWaits } from './told-waits.ts'
import { toldWorks } from './told-works.ts'
import type { Told } from './told.ts'

/** Events are exact: nothing has to be guessed between two looks. */
const looks: Looks = {
  invites: false,
  accepted: 1,
  refused: 0,
  unanswered: () => 0,
  everybody: true,
  timeout: Infinity,
  mostAttempts: undefined,
  unmet: 0,
  acts: 0,
}

const usualHandleTime = 300
/** A queue of which no event says the name. */
const unnamed = 'unknown'

/** The scenario that events imply where nobody asked us whom to take; each figure says how it was found. */
export function toldScenario(
  name: string,
  told: Told,
): { readonly scenario: Scenario | undefined; readonly waits: readonly Wait[] } {
  nameQueues(told)
  const waits = toldWaits(told)
  const works = toldWorks(told)
  const handle = handleTimes([...works.values()])
  const patience = patienceOf(waits.telling, servedByClock(handle, works.values()), looks)
  const work = new Map<string, Known>()
  for (const { record, stays } of told.chats.values()) {
    const first = stays[0] === undefined ? undefined : works.get(stays[0])
    if (first === undefined) continue
    const { hi, lo } = workAt(first, handle.pace)
    work.set(record.id, lo === hi ? lo : [lo, hi === Infinity ? null : hi])
  }
  const known = knownChats(waits.first, patience, ({ chat }) => work.get(chat.id) ?? null, true)
  const traces = arrivalsOf(known, told.from)
  const transfers = toldTransfers(told)
  const figures: Record<string, Figure> = {}
  const agents = agentsOf(told, handle, figures)
  if (traces.size === 0 || agents.length === 0) return { scenario: undefined, waits: waits.first }
  const ids = new Set([...traces.keys(), ...agents.flatMap((agent) => agent.queues)])
  for (const { ways } of transfers.values()) for (const { to } of ways) ids.add(to)
  const untold = [...told.chats.values()].filter(({ arrivalTold }) => !arrivalTold).length
  const queues = [...ids].map((id, place): QueueSettings => {
    const path = `$.queues[${place}]`
    const handled = handle.queues.get(id)
    const left = patience.get(id)
    const { n = 0, ways = [] } = transfers.get(id) ?? {}
    const arrivals = traces.get(id) ?? { kind: 'trace', at: [] }
    figures[`${path}.arrivals`] =
      untold === 0
        ? { how: 'observed', n: arrivals.at.length, text: 'when the customer asked for somebody, as events tell' }
        : { how: 'inferred', n: arrivals.at.length, text: 'of some only the first event of the room: at the latest' }
    figures[`${path}.handleTime`] =
      handled === undefined
        ? { how: 'assumed', value: usualHandleTime, unit: 's', text: 'no chat of the queue was told to end' }
        : {
            how: 'inferred',
            n: handled.n,
            value: handled.mean,
            ci95: handled.ci95,
            unit: 's',
            text: 'of each handling',
          }
    figures[`${path}.patience`] =
      left?.fit === undefined
        ? { how: 'inferred', n: left?.waited ?? 0, text: 'nobody is known to have left: never' }
        : { how: 'inferred', n: left.left, value: left.fit.mean, ci95: left.ci95, unit: 's', text: 'closed unattended' }
    ways.forEach(({ ci95, share }, way) => {
      figures[`${path}.transfers[${way}].share`] = { how: 'inferred', n, value: share, ci95, text: 'of handlings' }
    })
    return {
      id,
      arrivals,
      handleTime: handled?.distribution ?? { kind: 'exponential', mean: usualHandleTime },
      patience: left?.distribution ?? { kind: 'never' },
      ...(ways.length === 0 ? {} : { transfers: ways.map(({ share, to }) => ({ to, share })) }),
    }
  })
  const { levels } = handle.slowDown
  const most = Math.max(0, ...[...told.chats.values()].map(({ stays }) => stays.length - 1))
  const served = new Set(agents.flatMap((agent) => agent.queues))
  return {
    scenario: {
      pointsman: 'scenario/1',
      name,
      horizon: { chats: waits.first.length },
      platform: { mode: 'queue', acceptance: 'join', ...(most > 5 ? { maxTransfers: most } : {}) },
      // Where nobody is known to have had a chat, anybody may.
      queues,
      agents: agents.map((agent) => ({ ...agent, queues: [...agent.queues, ...queuesOf(ids, served)] })),
      concurrency: { speed: levels.map((speed) => Number(speed.toFixed(6))) },
      origin: originOf(told, toldBearing(told, waits), untold, figures),
    },
    waits: waits.first,
  }
}

function queuesOf(ids: ReadonlySet<QueueId>, served: ReadonlySet<QueueId>): readonly QueueId[] {
  return [...ids].filter((id) => !served.has(id))
}

function nameQueues({ agents, chats }: Told): void {
  for (const { stays } of chats.values()) {
    for (const stay of stays) {
      if (stay.queue !== '') continue
      stay.queue = unnamed
      if (stay.stint !== undefined) agents.get(stay.stint.agent.id)?.queues.add(unnamed)
    }
  }
}

function agentsOf(told: Told, handle: HandleTimes, figures: Record<string, Figure>): readonly AgentSettings[] {
  return [...told.agents.values()].map((agent, place): AgentSettings => {
    const path = `$.agents[${place}]`
    const { record } = agent
    const presence = toldPresence(agent, told)
    const speed = handle.agents.get(record)
    figures[`${path}.slots`] = {
      how: 'inferred',
      n: record.accepted,
      value: record.slots,
      text: 'most at once: at least',
    }
    figures[`${path}.presence`] = {
      how: 'inferred',
      n: presence.length,
      text: 'from the first chat to the last, without stretches of four hours without one',
    }
    figures[`${path}.speed`] =
      speed === undefined
        ? { how: 'assumed', value: 1, text: 'no chat of theirs was told' }
        : { how: 'inferred', n: speed.n, value: Math.exp(speed.value), text: 'drawn towards the others' }
    return {
      id: record.id,
      slots: record.slots,
      queues: [...agent.queues],
      speed: Number(Math.exp(speed?.value ?? 0).toFixed(6)),
      presence,
    }
  })
}

function originOf(
  { chats, facts, from, to }: Told,
  because: readonly string[],
  untold: number,
  figures: Readonly<Record<string, Figure>>,
): Origin {
  return {
    recording: { from, to, requests: 0, facts, chats: chats.size, listing: 'unknown', holes: [] },
    fit: { bearable: because.length === 0, because },
    assumptions: [
      'Nobody asked whom to take: agents are known by the chats they had, their slots by how many at once.',
      'An agent is there from the first chat to the last; four hours without one are an absence.',
      'A chat that is closed before anybody had it was given up by its customer.',
      'Whoever had a chat of a queue serves it, in every language.',
      ...(untold === 0
        ? []
        : [`${untold} chats came at the latest when the first event named them; how long they waited nobody knows.`]),
    ],
    figures,
  }
}
