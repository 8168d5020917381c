import type { AnswerSettings } from '../../scenario/scenario.ts'
import { shrinkShares, type ShrunkShares } from '../estimate/shrink-shares.ts'
import type { AgentRecord } from '../sightings/agent-record.ts'
import type { AnswerTimes } from './answer-times.ts'
import type { Withdrawal } from './withdrawal.ts'

/** How an agent answers invitations. */
export interface AgentAnswers {
  readonly settings: AnswerSettings
  /** Invitations that this rests on. */
  readonly n: number
  /** Half the width of the 95 % interval of `accept`. */
  readonly half: number
  /** The same for those who have the same queues, languages and slots. */
  readonly kind: string
  /** Of the variance, the shares that are those of their kind and of all: not of this agent alone. */
  readonly ofKind: number
  readonly ofAll: number
}

/**
 * What comes of invitations, by agent, drawn towards what comes of those with the same queues, languages and slots, and that
 * towards what comes of all. An answer that would come after the timeout is none: of those who answer at all, more would accept
 * than are seen to.
 */
export function answersOf(
  agents: readonly AgentRecord[],
  times: AnswerTimes | undefined,
  withdrawn: readonly Withdrawal[],
): ReadonlyMap<AgentRecord, AgentAnswers> {
  const rows = completed(agents, times, withdrawn)
  const agentKinds = agents.map(kindOf)
  const shrunk = shrinkShares(rows, agentKinds)
  return new Map(
    agents.map((agent, i) => {
      const { shares, own, ofGroup, ofAll } = shrunk[i] as ShrunkShares
      const [accepts = 1, refuses = 0] = shares
      const open = own + ofGroup + ofAll
      const n = sum(rows[i] ?? [])
      const inTime = Math.max(1e-3, times?.inTime(agent) ?? 1)
      const room = Math.max(1, (accepts + refuses) / inTime)
      const after = times?.after(agent)
      return [
        agent,
        {
          settings: {
            accept: share(accepts / inTime / room),
            reject: share(refuses / inTime / room),
            ...(after === undefined ? {} : { after }),
          },
          n,
          half: (1.96 / inTime) * Math.sqrt(accepts * (1 - accepts) * open),
          kind: agentKinds[i] as string,
          ofKind: ofGroup / open,
          ofAll: ofAll / open,
        },
      ]
    }),
  )
}

const rounds = 5
const kinds = ['accepted', 'refused', 'expired'] as const

/**
 * The counts with the invitations that nobody let come to their end, as the customer left: the longer one had been out, the
 * likelier it is that it would have run out (competing risks, by EM). Whose it was is often not known; then it is shared in
 * proportion to what is.
 */
export function completed(
  agents: readonly AgentRecord[],
  times: AnswerTimes | undefined,
  withdrawn: readonly Withdrawal[],
): readonly (readonly number[])[] {
  const rows = agents.map(({ accepted, refused, expired }) => [accepted, refused, expired])
  if (withdrawn.length === 0 || times === undefined) return rows
  const places = new Map(agents.map((agent, i) => [agent, i]))
  let now = rows
  for (let round = 0; round < rounds; round++) {
    const sums = [0, 1, 2].map((kind) => sum(now.map((row) => row[kind] as number)))
    const [accepted = 0, refused = 0, expired = 0] = sums
    const more = rows.map((row) => [...row])
    for (const { agent, answer, seconds, weight } of withdrawn) {
      const open = times.unanswered(seconds)
      const place = agent === undefined ? undefined : places.get(agent)
      const own = place === undefined ? [accepted, refused, expired] : (now[place] as readonly number[])
      const chances =
        answer === undefined
          ? [(own[0] as number) * open, (own[1] as number) * open, own[2] as number]
          : kinds.map((kind) => Number(kind === answer))
      const all = sum(chances)
      if (!(all > 0)) continue
      chances.forEach((chance, kind) => {
        const count = (weight * chance) / all
        if (place !== undefined) addTo(more[place] as number[], kind, count)
        else {
          now.forEach((row, i) => {
            const total = sums[kind] as number
            if (total > 0) addTo(more[i] as number[], kind, (count * (row[kind] as number)) / total)
          })
        }
      })
    }
    now = more
  }
  return now
}

function kindOf({ languages, queues, slots }: AgentRecord): string {
  return JSON.stringify([[...queues].toSorted(), [...languages].toSorted(), slots])
}

function addTo(row: number[], place: number, count: number): void {
  row[place] = (row[place] as number) + count
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

/** Rounded down, so that shares never sum to more than 1. */
function share(value: number): number {
  return Math.floor(Math.min(1, value) * 1e6) / 1e6
}
